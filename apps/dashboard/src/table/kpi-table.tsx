import { Fragment, type ReactNode } from 'react';
import { CsvButton } from '../charts/csv-button.js';
import { unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { COLUMNS, definitionOf } from '../kpi/catalogue.js';
import { traitsOf } from '../kpi/status.js';
import { kpiName } from '../kpi/texts.js';
import { cellKey } from '../live/store.js';
import { useLive } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';
import { RowTrend } from './row-trend.js';
import { ValueCell } from './value-cell.js';

/** Every KPI of the first catalogue for the province and each district; a small chart of the chosen one in its column. */
export function KpiTable(): ReactNode {
  const locale = useLocale();
  const { t, lang, areaShort, areaName } = locale;
  const city = useCity();
  const store = useLive();
  const item = (area: string, kpi: string) => store.latest.get(cellKey(area, kpi, shownPeriod(city, kpi)));
  return (
    <section className="card" aria-labelledby="kpis">
      <div className="card-head">
        <h2 id="kpis">{t('table.title')}</h2>
        <p className="muted grow">{t('table.caption')}</p>
        <CsvButton
          file="chi-so"
          table={() => ({
            header: [
              ...([
                'area',
                'kpi',
                'period',
                'from',
                'to',
                'value',
                'unit',
                'completeness',
                'quality',
              ] as const),
              ...(['finality', 'sources', 'revision'] as const),
            ].map((key) => t(`col.${key}`)),
            rows: city.areas.flatMap((area) =>
              COLUMNS.flatMap((kpi) => {
                const one = item(area.code, kpi);
                if (!one) return [];
                const { period, from, to, value, unit, completeness, quality, finality, sources, revision } =
                  one;
                const ground = [
                  completeness,
                  quality,
                  finality,
                  `${sources.reporting} / ${sources.expected}`,
                  revision,
                ];
                return [[areaName(area), kpi, period, from, to, value, unit, ...ground]];
              }),
            ),
          })}
        />
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="kpis">
        <table className="kpis">
          <thead>
            <tr>
              <th scope="col">{t('rank.area')}</th>
              {COLUMNS.map((kpi) => {
                const definition = definitionOf(city.definitions, kpi);
                const unit = unitText(traitsOf(definition, kpi).unit, lang);
                const chosen = city.url.kpi === kpi;
                return (
                  <Fragment key={kpi}>
                    <th scope="col" className={`num ${chosen ? 'chosen' : ''}`}>
                      <button
                        type="button"
                        className="link plain"
                        aria-pressed={chosen}
                        title={`${kpi} · ${kpiName(definition, kpi, locale)}`}
                        onClick={() => city.choose({ kpi })}
                      >
                        {t(`short.${kpi}`)}
                      </button>
                      <span className="sub">
                        {unit !== '' && `${unit} · `}
                        {t(`period.${shownPeriod(city, kpi)}`)}
                      </span>
                    </th>
                    {chosen && (
                      <th scope="col" className="chosen">
                        <span className="sub">{t('rank.trend')}</span>
                      </th>
                    )}
                  </Fragment>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {city.areas.map((area) => (
              <tr key={area.code} className={city.url.area === area.code ? 'chosen' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    className="link plain"
                    onClick={() => city.choose({ area: area.code })}
                  >
                    {areaShort(area)}
                  </button>
                </th>
                {COLUMNS.map((kpi) => (
                  <Fragment key={kpi}>
                    <td className="num">
                      <ValueCell
                        item={item(area.code, kpi)}
                        definition={definitionOf(city.definitions, kpi)}
                        area={areaShort(area)}
                        explain={city.explain}
                      />
                    </td>
                    {city.url.kpi === kpi && <RowTrend area={area} kpi={kpi} />}
                  </Fragment>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
