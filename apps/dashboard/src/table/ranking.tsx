import type { ReactNode } from 'react';
import type { Area } from '../api/types.js';
import { Sparkline } from '../charts/sparkline.js';
import { formatShare } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { definitionOf } from '../kpi/catalogue.js';
import { pointsOf, useHistory } from '../kpi/history.js';
import { targetMark, targetsFor } from '../kpi/status.js';
import { cellKey } from '../live/store.js';
import { useLive } from '../live/use-live.js';
import { shownPeriod, useCity } from '../shell/city.js';
import { ValueCell } from './value-cell.js';

/** The chosen KPI for the province and each district, with its trend. The rows keep their places. */
export function Ranking(): ReactNode {
  const { t, word } = useLocale();
  const { areas, url } = useCity();
  return (
    <section className="card ranking" aria-labelledby="ranking">
      <div className="card-head">
        <h2 id="ranking">{t('rank.title')}</h2>
        <a href="#kpis">{t('rank.full')} ↓</a>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('rank.area')}</th>
            <th scope="col">{t('rank.trend')}</th>
            <th scope="col" className="num">
              {word('short', url.kpi)}
            </th>
            <th scope="col" className="num">
              {t('rank.complete')}
            </th>
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <Row key={area.code} area={area} />
          ))}
        </tbody>
      </table>
      {areas.length === 0 && <div className="ghost" aria-hidden="true" />}
    </section>
  );
}

function Row({ area }: { area: Area }): ReactNode {
  const { t, lang, areaShort } = useLocale();
  const city = useCity();
  const store = useLive();
  const { kpi } = city.url;
  const period = shownPeriod(city, kpi);
  const definition = definitionOf(city.definitions, kpi);
  const history = useHistory(kpi, area.code, period, store.valuesLoaded);
  const item = store.latest.get(cellKey(area.code, kpi, period));
  const targets = definition && item ? targetsFor(definition, kpi, area.code, item.from.slice(0, 10)) : [];
  return (
    <tr className={city.url.area === area.code ? 'chosen' : ''}>
      <th scope="row">
        <button type="button" className="link plain" onClick={() => city.choose({ area: area.code })}>
          {areaShort(area)}
        </button>
      </th>
      <td className="trend">
        <Sparkline
          points={pointsOf(history.data ?? [])}
          width={88}
          height={24}
          target={targetMark(targets)}
          label={`${t('rank.trend')}: ${areaShort(area)}`}
        />
      </td>
      <td className="num">
        <ValueCell item={item} definition={definition} area={areaShort(area)} explain={city.explain} />
      </td>
      <td className={`num ${item && item.quality !== 'ok' ? 'attention' : 'muted'}`}>
        {item ? formatShare(item.completeness, lang) : '–'}
      </td>
    </tr>
  );
}
