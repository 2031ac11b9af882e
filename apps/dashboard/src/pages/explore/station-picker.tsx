import { type ReactNode, useState } from 'react';
import { formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { PickMap } from '../../map/pick-map.js';
import { setOwn } from '../../route/route.js';
import { searched } from '../../search/fold.js';
import { useCity } from '../../shell/city.js';
import { Empty } from '../../states/states.js';
import { useTexts } from './texts.js';

const LISTED = 60;

/** Stations by the map or by name; both show the same choice. */
export function StationPicker({
  kind,
  chosen,
}: {
  kind: string | null;
  chosen: readonly string[];
}): ReactNode {
  const t = useTexts();
  const { lang, areaShort } = useLocale();
  const { stations, areas } = useCity();
  const [typed, setTyped] = useState('');
  const own = new Set(chosen);
  const fitting = stations.filter((station) => station.kind === kind);
  const areaOf = (code: string | null): string => {
    const area = areas.find((one) => one.code === code);
    return area ? areaShort(area) : '';
  };
  const found = searched(fitting, typed, (one) => `${one.name} ${one.id} ${areaOf(one.area)}`);
  const toggle = (id: string): void => {
    const next = own.has(id) ? chosen.filter((one) => one !== id) : [...chosen, id];
    setOwn({ stations: next.length === 0 ? undefined : next.join(',') }, true);
  };
  return (
    <div className="explore-stations">
      <PickMap label={t('stations.map')} stations={fitting} chosen={own} onStation={toggle} />
      <div>
        <div className="explore-row">
          <input
            type="search"
            aria-label={t('stations.search')}
            placeholder={t('stations.search')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="muted nowrap">
            {t('stations.chosen', { n: formatNumber(chosen.length, lang) })}
          </span>
          {chosen.length > 0 && (
            <button type="button" className="link" onClick={() => setOwn({ stations: undefined })}>
              {t('stations.clear')}
            </button>
          )}
        </div>
        {found.length === 0 ? (
          <Empty title={t('stations.none')} />
        ) : (
          <ul className="explore-list" aria-label={t('place.stations')} tabIndex={0}>
            {found.slice(0, LISTED).map((station) => (
              <li key={station.id}>
                <label>
                  <input type="checkbox" checked={own.has(station.id)} onChange={() => toggle(station.id)} />
                  <span>{station.name}</span>
                  <span className="muted">{areaOf(station.area)}</span>
                </label>
              </li>
            ))}
            {found.length > LISTED && (
              <li className="muted">
                {t('stations.more', { n: formatNumber(found.length - LISTED, lang) })}
              </li>
            )}
          </ul>
        )}
      </div>
    </div>
  );
}
