import type { ReactNode } from 'react';
import type { KpiItem } from '../api/types.js';
import { CompletenessBar } from '../charts/completeness-bar.js';
import { formatDate, formatMoment, formatShare, formatShort, formatTime, unitText } from '../i18n/formats.js';
import { Modal } from '../dialog/modal.js';
import { useLocale } from '../i18n/locale.js';
import { useCity } from '../shell/city.js';
import { definitionOf } from './catalogue.js';
import { HistoryPanel } from './history-panel.js';
import { StatusChip } from './status-chip.js';
import { targetsFor, traitsOf } from './status.js';
import { kpiName, periodText, targetText, valueText } from './texts.js';

/** "Vì sao có con số này?": from the value down to formula, components, data and record. Escape closes it. */
export default function WhyDrawer({ item, onClose }: { item: KpiItem; onClose: () => void }): ReactNode {
  const locale = useLocale();
  const { t, lang, name } = locale;
  const city = useCity();
  const definition = definitionOf(city.definitions, item.kpi);
  const area = city.areas.find((one) => one.code === item.area);
  const { unit } = traitsOf(definition, item.kpi);
  const targets = definition ? targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)) : [];
  const place = city.stations.find((station) => station.id === item.place)?.name ?? item.place;
  const n = (value: number | null): string => (value === null ? '–' : formatShort(value, lang, 4));
  return (
    <Modal kind="drawer" title={t('why')} onClose={onClose}>
      <p className="muted">
        {item.kpi} · {kpiName(definition, item.kpi, locale)} · {area ? locale.areaName(area) : item.area} ·{' '}
        {t(`period.${item.period}`)} {periodText(item, locale)}
      </p>
      <p className={`value quality-${item.quality}`}>
        {item.value === null ? (
          <span className="words">{t('quality.insufficient')}</span>
        ) : (
          <>
            {valueText(item, definition, locale)} <small>{unitText(unit, lang)}</small>
          </>
        )}{' '}
        <span className="chips">
          <StatusChip item={item} definition={definition} />
        </span>
      </p>
      <ol className="steps">
        {definition && (
          <li>
            <h3>{t('why.formula', { version: item.definition })}</h3>
            <pre>{definition.formula}</pre>
            <p>
              {t('why.validFrom', {
                date: formatDate(Date.parse(definition.validFrom), lang),
                source: definition.source,
              })}
            </p>
            {definition.note && <p>{name(definition.note)}</p>}
          </li>
        )}
        <li>
          <h3>{t('why.fraction')}</h3>
          <pre>
            {n(item.num)} / {n(item.den)} → {n(item.value)} {unitText(unit, lang)}
          </pre>
          {place && <p>{t('why.place', { place })}</p>}
        </li>
        <li>
          <h3>{t('why.ground')}</h3>
          <p>
            <CompletenessBar item={item} />{' '}
            {t('completeness', { share: formatShare(item.completeness, lang) })} ·{' '}
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
        {targets.length > 0 && (
          <li>
            <h3>{t('why.targets')}</h3>
            {targets.map((target) => (
              <p key={`${target.sourceDoc}|${target.comparator}|${target.lo ?? ''}|${target.hi ?? ''}`}>
                <b>{targetText(target, unit, locale)}</b> · {target.sourceDoc}
                {target.sourceQuote && <q>{target.sourceQuote}</q>}
              </p>
            ))}
          </li>
        )}
        <li>
          <h3>{t('why.record')}</h3>
          <p>
            {t('why.recordText', {
              finality: t(`finality.${item.finality}`),
              revision: item.revision,
              time: `${formatMoment(Date.parse(item.computedAt), lang)}${formatTime(Date.parse(item.computedAt), lang, true).slice(5)}`,
              set: item.reportingSet,
              registry: item.registryRevision,
            })}
          </p>
          {item.reason !== null && <p>{t('why.reason', { reason: item.reason })}</p>}
          {(item.caveats ?? []).map((caveat) => (
            <p key={caveat}>{t(`caveat.${caveat}`)}</p>
          ))}
        </li>
      </ol>
      <HistoryPanel item={item} />
    </Modal>
  );
}
