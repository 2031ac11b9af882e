import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import type { Projection } from './projection.js';
import { useStationStates } from './station-states.js';

/** Stations by the state of their devices: full when sending, ring when silent; the worst lie on top. */
export function StationDots({ projection }: { projection: Projection }): ReactNode {
  const { word } = useLocale();
  return (
    <g className="dots">
      {useStationStates().map(({ id, text, at, state }) => {
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
    </g>
  );
}
