import type { ReactNode } from 'react';
import type { Definition, KpiItem, Period } from '../../../api/types.js';
import { Segments } from '../../../form/segments.js';
import { useLocale } from '../../../i18n/locale.js';
import { definitionOf, ORDER, periodFor } from '../../../kpi/catalogue.js';
import { useHistory } from '../../../kpi/history.js';
import { kpiName } from '../../../kpi/texts.js';
import { useOwn } from '../../../route/route.js';
import { WANTED_PERIODS } from '../../../route/url-state.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { WhySteps } from '../../../why/why-steps.js';
import { useTexts } from '../texts.js';
import { AreasTable } from './areas-table.js';
import { Course } from './course.js';
import { Headline } from './headline.js';
import { useSamePeriod } from './same-period.js';

/** One KPI in one area: its value with everything it rests on, its course, the areas beside each other, and why. */
export function OneKpi(): ReactNode {
  const own = useTexts();
  const city = useCity();
  const definition = definitionOf(city.definitions, city.url.kpi);
  if (!definition)
    return (
      <section className="card">
        <Empty title={own('unknown', { id: city.url.kpi })}>
          <p>{own('unknown.what')}</p>
        </Empty>
      </section>
    );
  return <Known key={definition.id} definition={definition} kpi={memberIn(definition, city.url.kpi)} />;
}

/** The member that is meant: the first of a family that names none. */
function memberIn(definition: Definition, kpi: string): string {
  const ids = definition.members.map((one) => `${definition.id}.${one.id}`);
  return ids.length === 0 ? definition.id : (ids.find((id) => id === kpi) ?? ids[0] ?? kpi);
}

function Known({ definition, kpi }: { definition: Definition; kpi: string }): ReactNode {
  const { t } = useLocale();
  const own = useTexts();
  const city = useCity();
  const [at, setAt] = useOwn('at', '');
  const period = periodFor(definition, city.url.period);
  const history = useHistory(kpi, city.url.area, period, true);
  const items = history.data ?? [];
  const item = chosenOf(items, at);
  const same = useSamePeriod(kpi, period, item);
  return (
    <div className="kpi-one">
      <section className="card kpi-main" aria-labelledby="kpi-title">
        <Title definition={definition} kpi={kpi} period={period} onPeriod={() => setAt('')} />
        <Failure resource={history} what={own('values')} />
        {history.data === null && history.error === null && <Ghost lines={6} tall />}
        {history.data && items.length === 0 && (
          <Empty title={own('none')}>
            <p>
              {definition.status === 'planned'
                ? own('planned', { reason: own('planned.why') })
                : own('none.why')}
            </p>
          </Empty>
        )}
        {item && (
          <Headline
            item={item}
            definition={definition}
            same={same}
            onNewest={at === '' ? null : () => setAt('')}
          />
        )}
        {item && <Course items={items} definition={definition} shown={item} onChoose={setAt} />}
        {item && <AreasTable item={item} definition={definition} same={same} />}
      </section>
      <aside className="card kpi-why" aria-labelledby="kpi-why" tabIndex={0}>
        <h2 id="kpi-why">{t('why')}</h2>
        {item ? (
          <WhySteps item={item} />
        ) : history.data ? (
          <p className="muted">{t('novalue')}</p>
        ) : (
          <Ghost lines={6} />
        )}
      </aside>
    </div>
  );
}

/** The item that starts at `at` (RFC 3339), else the newest that has a value, else the newest. */
function chosenOf(items: readonly KpiItem[], at: string): KpiItem | undefined {
  return (
    items.find((item) => item.from === at) ?? items.findLast((item) => item.value !== null) ?? items.at(-1)
  );
}

function Title({
  definition,
  kpi,
  period,
  onPeriod,
}: {
  definition: Definition;
  kpi: string;
  period: Period;
  onPeriod: () => void;
}): ReactNode {
  const locale = useLocale();
  const { t, name } = locale;
  const own = useTexts();
  const { choose } = useCity();
  const periods = ORDER.filter((one) => definition.periods.includes(one));
  const finest = periods[0];
  return (
    <>
      <p className="muted">
        {locale.t(`domain.${definition.domain}` as 'domain.mobility')} › {kpi}
        {definition.references.length > 0 && ` · ${definition.references.join(', ')}`}
      </p>
      <div className="kpi-title">
        <h1 id="kpi-title">{kpiName(definition, kpi, locale)}</h1>
        {definition.members.length > 0 && (
          <label>
            <span className="hidden">{own('member')}</span>
            <select value={kpi} onChange={(event) => choose({ kpi: event.target.value })}>
              {definition.members.map((one) => (
                <option key={one.id} value={`${definition.id}.${one.id}`}>
                  {name(one.names)}
                </option>
              ))}
            </select>
          </label>
        )}
        {periods.length > 1 && (
          <Segments
            label={t('period')}
            value={period}
            options={periods.map((id) => ({ id, text: t(`period.${id}`) }))}
            onChange={(next) => {
              onPeriod();
              choose({
                period: next === finest ? 'live' : (WANTED_PERIODS.find((one) => one === next) ?? 'live'),
              });
            }}
          />
        )}
      </div>
    </>
  );
}
