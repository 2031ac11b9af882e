import type { ReactNode } from 'react';
import type { KpiItem } from '../api/types.js';
import { CsvButton } from '../charts/csv-button.js';
import { Sparkline } from '../charts/sparkline.js';
import { formatMoment, formatShare } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useCity } from '../shell/city.js';
import { definitionOf } from './catalogue.js';
import { pointsOf, useHistory } from './history.js';
import { targetMark, targetsFor } from './status.js';
import { valueText } from './texts.js';

/** The recent course of one KPI as a chart, as a table and as CSV. */
export function HistoryPanel({ item }: { item: KpiItem }): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const city = useCity();
  const definition = definitionOf(city.definitions, item.kpi);
  const history = useHistory(item.kpi, item.area, item.period, city.definitions.size > 0);
  const items = history.data ?? [];
  const targets = definition ? targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)) : [];
  return (
    <section className="history" aria-labelledby="history">
      <div className="card-head">
        <h3 id="history">{t('why.history')}</h3>
        <CsvButton
          file={`${item.kpi}-${item.area}-${item.period}`}
          table={() => ({
            header: (
              [
                'from',
                'to',
                'value',
                'unit',
                'completeness',
                'quality',
                'finality',
                'sources',
                'revision',
              ] as const
            ).map((key) => t(`col.${key}`)),
            rows: items.map((one) => [
              one.from,
              one.to,
              one.value,
              one.unit,
              one.completeness,
              one.quality,
              one.finality,
              `${one.sources.reporting} / ${one.sources.expected}`,
              one.revision,
            ]),
          })}
        />
      </div>
      <Sparkline
        points={pointsOf(items)}
        width={420}
        height={120}
        ribbon
        area
        target={targetMark(targets)}
        label={t('why.history')}
      />
      <details>
        <summary>{t('data')}</summary>
        <div className="scroll short" tabIndex={0} role="group" aria-labelledby="history">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('col.from')}</th>
                <th scope="col" className="num">
                  {t('col.value')}
                </th>
                <th scope="col" className="num">
                  {t('col.completeness')}
                </th>
                <th scope="col">{t('col.finality')}</th>
              </tr>
            </thead>
            <tbody>
              {[...items].reverse().map((one) => (
                <tr key={one.from}>
                  <td>{formatMoment(Date.parse(one.from), lang)}</td>
                  <td className="num">
                    {one.value === null ? t('quality.short') : valueText(one, definition, locale)}
                  </td>
                  <td className="num">{formatShare(one.completeness, lang)}</td>
                  <td>
                    {t(`finality.${one.finality}`)}
                    {one.revision > 0 && ` · r${one.revision}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
