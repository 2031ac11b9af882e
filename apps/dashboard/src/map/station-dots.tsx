import type { ReactNode } from 'react';
import { worstState } from '../devices/freshness.js';
import { useLocale } from '../i18n/locale.js';
import { useLive } from '../live/use-live.js';
import { useCity } from '../shell/city.js';
import type { Projection } from './projection.js';

/** Stations by the state of their devices: full when sending, ring when silent; the worst lie on top. */
export function StationDots({ projection }: { projection: Projection }): ReactNode {
  const { t } = useLocale();
  const { stations } = useCity();
  const store = useLive();
  const dots = stations.flatMap((station) => {
    const devices = station.devices.flatMap((id) => store.devices.get(id) ?? []);
    const state = worstState(devices.map((device) => device.state));
    return station.area === null || state === null ? [] : [{ station, state }];
  });
  const rank = { live: 0, never: 1, late: 2, silent: 3 };
  dots.sort((a, b) => rank[a.state] - rank[b.state]);
  return (
    <g className="dots">
      {dots.map(({ station, state }) => {
        const [x, y] = projection.project(station.lon, station.lat);
        return (
          <circle
            key={station.id}
            cx={x.toFixed(1)}
            cy={y.toFixed(1)}
            r={state === 'live' ? 2.6 : 3.6}
            className={`dot dot-${state}`}
          >
            <title>{`${station.name} · ${t(`state.${state}`)}`}</title>
          </circle>
        );
      })}
    </g>
  );
}
