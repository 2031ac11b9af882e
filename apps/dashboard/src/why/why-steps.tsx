import './why.css';
import type { ReactNode } from 'react';
import { saveFile } from '../api/client.js';
import type { Definition, KpiItem, Lineage } from '../api/types.js';
import { CompletenessBar } from '../charts/completeness-bar.js';
import { useAction } from '../form/use-action.js';
import { formatDate, formatMoment, formatShare, formatShort, formatTime, unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { definitionOf } from '../kpi/catalogue.js';
import { targetsFor, traitsOf } from '../kpi/status.js';
import { targetText } from '../kpi/texts.js';
import { useCity } from '../shell/city.js';
import { Failure } from '../states/failure.js';
import { Ghost } from '../states/states.js';
import { Record } from './record.js';
import { Stations } from './stations.js';
import { useTexts } from './texts.js';
import { useLineage } from './use-lineage.js';

/** From a value down to formula, components, stations and readings, and how it came to be revised. */
export function WhySteps({ item }: { item: KpiItem }): ReactNode {
  const { t } = useLocale();
  const own = useTexts();
  const city = useCity();
  const lineage = useLineage(item);
  const definition = definitionOf(city.definitions, item.kpi);
  return (
    <ol className="steps">
      {definition && <Formula item={item} definition={definition} />}
      <Components item={item} lineage={lineage.data} />
      <Ground item={item} definition={definition} />
      <li>
        <h3>{own('readings')}</h3>
        <Failure resource={lineage} what={own('lineage')} />
        {lineage.data === null && lineage.error === null && <Ghost lines={5} />}
        {lineage.data && (
          <>
            <Stations lineage={lineage.data} />
            <Exclusions lineage={lineage.data} />
          </>
        )}
      </li>
      <Targets item={item} definition={definition} />
      <Record item={item} lineage={lineage.data} />
      {lineage.data && <Csv item={item} lineage={lineage.data} label={own('csv')} />}
      {lineage.data === null && <li className="hidden">{t('loading')}</li>}
    </ol>
  );
}

function Formula({ item, definition }: { item: KpiItem; definition: Definition }): ReactNode {
  const { t, lang, name, word } = useLocale();
  const validFrom = formatDate(Date.parse(definition.validFrom), lang);
  return (
    <li>
      <h3>{t('why.formula', { version: item.definition })}</h3>
      <pre>{definition.formula}</pre>
      <p className="muted">{t('why.validFrom', { date: validFrom, source: definition.source })}</p>
      {definition.note && <p className="muted">{name(definition.note)}</p>}
      {(item.caveats ?? []).map((caveat) => (
        <p key={caveat}>{word('caveat', caveat)}</p>
      ))}
    </li>
  );
}

function Components({ item, lineage }: { item: KpiItem; lineage: Lineage | null }): ReactNode {
  const { t, lang } = useLocale();
  const own = useTexts();
  const city = useCity();
  const { unit } = traitsOf(definitionOf(city.definitions, item.kpi), item.kpi);
  const n = (value: number | null): string => (value === null ? '–' : formatShort(value, lang, 4));
  const place = city.stations.find((station) => station.id === item.place)?.name ?? item.place;
  return (
    <li>
      <h3>{t('why.fraction')}</h3>
      <pre>
        {n(item.num)} / {n(item.den)} = {n(item.value)} {unitText(unit, lang)}
      </pre>
      {place !== null && place !== '' && <p>{t('why.place', { place })}</p>}
      {lineage && lineage.inputs.length > 0 && (
        <table className="why-inputs">
          <thead>
            <tr>
              <th scope="col">{own('component')}</th>
              <th scope="col" className="num">
                {own('count')}
              </th>
              <th scope="col" className="num">
                {own('sum')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lineage.inputs.map((input) => (
              <tr key={`${input.role}|${input.component}`}>
                <th scope="row">
                  {input.component} <span className="muted">{input.role}</span>
                </th>
                <td className="num">{n(input.count)}</td>
                <td className="num">{n(input.sum)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}

function Ground({ item, definition }: { item: KpiItem; definition: Definition | undefined }): ReactNode {
  const { t, lang } = useLocale();
  return (
    <li>
      <h3>{t('why.ground')}</h3>
      <p>
        <CompletenessBar item={item} /> {t('completeness', { share: formatShare(item.completeness, lang) })} ·{' '}
        {t('sources', item.sources)} · {t(`quality.${item.quality}`)}
      </p>
      {definition && (
        <p className="muted">
          {t('why.thresholds', {
            ok: formatShare(definition.minCompleteness.ok, lang),
            partial: formatShare(definition.minCompleteness.partial, lang),
          })}
        </p>
      )}
    </li>
  );
}

function Exclusions({ lineage }: { lineage: Lineage }): ReactNode {
  const own = useTexts();
  const { lang } = useLocale();
  const n = lineage.exclusions.length;
  if (n === 0) return <p className="muted">{own('exclusions.none')}</p>;
  return (
    <>
      <p>{own('exclusions', { n })}</p>
      <ul>
        {lineage.exclusions.map(({ id, device, from, to, reason, by }) => (
          <li key={id}>
            {own('exclusion', {
              device,
              from: formatMoment(Date.parse(from), lang),
              to: formatMoment(Date.parse(to), lang),
              reason,
              by,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Targets({ item, definition }: { item: KpiItem; definition: Definition | undefined }): ReactNode {
  const locale = useLocale();
  const targets = definition ? targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)) : [];
  if (targets.length === 0) return null;
  const { unit } = traitsOf(definition, item.kpi);
  return (
    <li>
      <h3>{locale.t('why.targets')}</h3>
      {targets.map((target) => (
        <p key={`${target.sourceDoc}|${target.comparator}|${target.lo ?? ''}|${target.hi ?? ''}`}>
          <b>{targetText(target, unit, locale)}</b> · {target.sourceDoc}
          {target.sourceQuote && <q>{target.sourceQuote}</q>}
        </p>
      ))}
    </li>
  );
}

function Csv({ item, lineage, label }: { item: KpiItem; lineage: Lineage; label: string }): ReactNode {
  const { busy, run } = useAction();
  const at = item.from.slice(0, 16).replaceAll(/[:T]/g, '-');
  const name = `${item.kpi}-${item.area}-${item.period}-${at}.csv`;
  return (
    <li>
      <button
        type="button"
        className="button primary"
        disabled={busy}
        title={formatTime(Date.parse(item.computedAt), 'vi', true)}
        onClick={() => void run(() => saveFile(lineage.csv, name))}
      >
        {label}
      </button>
    </li>
  );
}
