import './compare.css';
import type { ReactNode } from 'react';
import { getJson, getList } from '../../api/client.js';
import type { Comparison, Indicator } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { IndicatorPanel } from '../../indicators/indicator-panel.js';
import { useCity } from '../../shell/city.js';
import { useLiveValues } from '../../shell/load.js';
import { Failure } from '../../states/failure.js';
import { Empty, Ghost } from '../../states/states.js';
import { SideBySide } from './areas/side-by-side.js';
import { type Choice, MODES, useChoice } from './choice.js';
import { Controls } from './controls/controls.js';
import { namedLines } from './lines.js';
import { Scatter } from './scatter/scatter.js';
import { Targets } from './targets.js';
import { useTexts } from './texts.js';
import { OverTime } from './time/over-time.js';

/** "Đối chiếu": smart-city KPIs and socio-economic series in parallel, as the decision asks. */
export default function ComparePage(): ReactNode {
  const { t } = useLocale();
  const own = useTexts();
  const city = useCity();
  const [choice, change] = useChoice(city.url.area);
  useLiveValues(city.definitions, city.url.period);
  const series = useResource('indicators', (signal) =>
    getList<Indicator>('/api/v1/indicators', { area: '74' }, signal),
  );
  return (
    <>
      <div className="page-tools">
        <div className="compare-head">
          <h1 className="page-title">{t('nav.compare')}</h1>
          <p className="muted">{own('lead')}</p>
        </div>
        <Segments
          label={own('mode')}
          value={choice.mode}
          options={MODES.map((id) => ({ id, text: own(`mode.${id}`) }))}
          onChange={(mode) => change({ mode })}
        />
      </div>
      {choice.mode === 'targets' ? (
        <Targets />
      ) : (
        <>
          <Controls choice={choice} change={change} indicators={series.data ?? []} />
          <Compared choice={choice} change={change} />
          {choice.mode === 'time' && <IndicatorPanel />}
        </>
      )}
    </>
  );
}

function Compared({
  choice,
  change,
}: {
  choice: Choice;
  change: (change: Partial<Choice>) => void;
}): ReactNode {
  const locale = useLocale();
  const own = useTexts();
  const city = useCity();
  const { kpis, indicators, mode } = choice;
  const none = kpis.length + indicators.length === 0;
  const query = {
    kpi: kpis.join(',') || undefined,
    indicator: indicators.join(',') || undefined,
    area: (mode === 'areas' ? city.areas.map((area) => area.code) : choice.areas).join(','),
    period: choice.period ?? undefined,
    view: choice.view,
    from: choice.from || undefined,
    to: choice.to || undefined,
    lag: choice.lag,
  };
  const narrowed = mode === 'areas' ? firstOnly(query) : query;
  const key = none || narrowed.area === '' ? null : `compare|${JSON.stringify(narrowed)}`;
  const comparison = useResource(key, (signal) => getJson<Comparison>('/api/v1/compare', narrowed, signal));
  if (none)
    return (
      <section className="card">
        <Empty title={own('none')}>
          <p>{own('none.why')}</p>
        </Empty>
      </section>
    );
  const { data } = comparison;
  return (
    <>
      <Failure resource={comparison} what={own('what')} />
      {data === null && comparison.error === null && (
        <section className="card">
          <Ghost lines={6} tall />
        </section>
      )}
      {data && mode === 'time' && <OverTime comparison={data} lines={namedLines(data, locale, city)} />}
      {data && mode === 'scatter' && (
        <Scatter comparison={data} lines={namedLines(data, locale, city)} choice={choice} change={change} />
      )}
      {data && mode === 'areas' && <SideBySide comparison={data} lines={namedLines(data, locale, city)} />}
      {data?.boundaries.map((one) => (
        <p key={one.reportingSet} className="note">
          {own('boundaries', { set: one.nameVi, note: one.noteVi })}
        </p>
      ))}
    </>
  );
}

/** Areas stand side by side for one line at a time: the first that was chosen. */
function firstOnly<Q extends { kpi: string | undefined; indicator: string | undefined }>(query: Q): Q {
  const kpi = query.kpi?.split(',')[0];
  return { ...query, kpi, indicator: kpi === undefined ? query.indicator?.split(',')[0] : undefined };
}
