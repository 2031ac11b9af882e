import type { ReactNode } from 'react';
import { getJson, getList } from '../api/client.js';
import type { Definition, Indicator } from '../api/types.js';
import { useResource } from '../api/use-resource.js';
import { CsvButton } from '../charts/csv-button.js';
import { formatShort } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { Failure } from '../states/failure.js';
import { CityPulse } from './city-pulse.js';
import { IndicatorTable } from './indicator-table.js';
import { YearChart } from './year-chart.js';

/** Series shown, in this order; the rest is in the table and in CSV. */
const SHOWN = [
  'se.grdp.growth',
  'se.grdp.pc',
  'se.iip',
  'se.fdi.reg',
  'se.export',
  'se.pop',
  'se.income',
] as const;
const PRODUCTIVITY = 'SOC-03';

/** The mission's other half: the province's socio-economic series beside the city's KPIs. */
export function IndicatorPanel(): ReactNode {
  const { t, lang } = useLocale();
  const resource = useResource(
    'indicators',
    async (signal) => ({
      series: await getList<Indicator>('/api/v1/indicators', { area: '74' }, signal),
      productivity: await getJson<Definition>(`/api/v1/kpis/${PRODUCTIVITY}`, {}, signal).catch(() => null),
    }),
    600_000,
  );
  const series = resource.data?.series ?? [];
  const targets = resource.data?.productivity?.targets ?? [];
  const growth = series.find((one) => one.id === 'se.lp.growth');
  return (
    <section className="card" aria-labelledby="socio">
      <div className="card-head">
        <h2 id="socio">{t('se.title')}</h2>
        <p className="muted grow">{t('se.note')}</p>
        <CsvButton
          file="kinh-te-xa-hoi"
          table={() => ({
            header: [
              'id',
              t('col.kpi'),
              t('col.unit'),
              t('col.period'),
              t('col.from'),
              t('col.value'),
              'lo',
              'hi',
              ...(['status', 'revision', 'source', 'note'] as const).map((key) => t(`col.${key}`)),
            ],
            rows: series.flatMap((one) =>
              one.values.map((v) => [
                one.id,
                lang === 'vi' ? one.nameVi : one.nameEn,
                one.unit,
                v.period,
                v.from,
                v.value,
                v.lo,
                v.hi,
                v.status,
                v.revision,
                v.source,
                v.note,
              ]),
            ),
          })}
        />
      </div>
      <Failure resource={resource} what={t('se.title')} />
      <div className="parallel">
        <CityPulse />
        <div>
          <h3 className="muted">{t('se.series')}</h3>
          <div className="multiples">
            {SHOWN.map((id) => {
              const one = series.find((indicator) => indicator.id === id);
              return one ? <YearChart key={id} indicator={one} /> : <div key={id} className="ghost" />;
            })}
            {resource.data && (
              <figure className="year-chart">
                <figcaption>
                  <b>{t('se.productivity')}</b>
                  <span className="sub">{growth && growth.values.length > 0 ? '' : t('se.none')}</span>
                </figcaption>
                {targets.map((target) => (
                  <p key={target.year} className="target-row" title={target.sourceQuote}>
                    {t('se.productivityTarget', {
                      lo: formatShort(target.lo ?? 0, lang),
                      hi: formatShort(target.hi ?? 0, lang),
                      year: target.year ?? '',
                    })}
                    <span className="sub">{target.sourceDoc}</span>
                  </p>
                ))}
              </figure>
            )}
          </div>
          <p className="keys muted">
            <span>
              <i className="key-bar" /> {t('se.observed')}
            </span>
            <span>
              <i className="key-plan" /> {t('se.plan')}
            </span>
            <span>
              <i className="key-range" /> {t('se.range')}
            </span>
          </p>
        </div>
      </div>
      <IndicatorTable series={series} />
    </section>
  );
}
