import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import { useOwn } from '../route/route.js';
import type { Projection } from './projection.js';
import { type StationState, useStationStates } from './station-states.js';

/**
 * Stations by the state of their devices: full when sending, ring when silent; the worst lie on top. The one that the
 * link names has a ring and its name.
 */
export function StationDots({ projection }: { projection: Projection }): ReactNode {
  const { word } = useLocale();
  const [chosen] = useOwn('station', '');
  const stations = useStationStates();
  const named = stations.find(({ id }) => id === chosen);
  return (
    <g className="dots">
      {stations.map(({ id, text, at, state }) => {
        const [x, y] = projection.project(at[0], at[1]);
        return (
          <circle
            key={id}
            cx={x.toFixed(1)}
            cy={y.toFixed(1)}
            r={state === 'live' ? 2.6 : 3.6}
            className={`dot dot-${state}`}
          >
            <title>{`${text} · ${word('state', state)}`}</title>
          </circle>
        );
      })}
      {named && <Named station={named} projection={projection} />}
    </g>
  );
}

function Named({ station, projection }: { station: StationState; projection: Projection }): ReactNode {
  const [x, y] = projection.project(station.at[0], station.at[1]);
  const isRight = x > projection.width / 2;
  return (
    <g className="dot-named">
      <circle cx={x.toFixed(1)} cy={y.toFixed(1)} r={9} />
      <text
        x={(isRight ? x - 14 : x + 14).toFixed(1)}
        y={(y + 5).toFixed(1)}
        textAnchor={isRight ? 'end' : 'start'}
      >
        {station.text}
      </text>
    </g>
  );
}
