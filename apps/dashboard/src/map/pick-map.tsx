import { type MouseEvent, type ReactNode, useMemo } from 'react';
import { useLocale } from '../i18n/locale.js';
import { useCity } from '../shell/city.js';
import { boundsOf, projectionOf, ringsPath } from './projection.js';

const HEIGHT = 420;

interface PickedPlace {
  readonly lat: number;
  readonly lon: number;
}

interface Props {
  readonly label: string;
  /** Stations to choose among. */
  readonly stations: readonly {
    readonly id: string;
    readonly name: string;
    readonly lat: number;
    readonly lon: number;
  }[];
  readonly chosen?: ReadonlySet<string>;
  readonly onStation?: (id: string) => void;
  readonly place?: PickedPlace | null;
  readonly onPlace?: (place: PickedPlace) => void;
}

/**
 * Districts' outlines to choose stations on, or a place. For the pointer: whoever uses it shows the same choice as
 * fields or a list too.
 */
export function PickMap({ label, stations, chosen, onStation, place, onPlace }: Props): ReactNode {
  const { areaShort } = useLocale();
  const { areas } = useCity();
  const drawing = useMemo(() => {
    const districts = areas.filter((area) => area.level === 'district');
    const rings = districts.map((area) => (area.outline?.coordinates ?? []).flat());
    const bounds = boundsOf(rings.flat());
    if (!bounds) return null;
    const projection = projectionOf(bounds, HEIGHT, 6);
    return {
      projection,
      shapes: districts.map((area, i) => ({ area, path: ringsPath(rings[i] ?? [], projection) })),
    };
  }, [areas]);
  if (!drawing) return null;
  const { projection, shapes } = drawing;
  const press = (event: MouseEvent<SVGSVGElement>): void => {
    const matrix = event.currentTarget.getScreenCTM();
    if (!onPlace || !matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const { lat, lon } = projection.unproject(at.x, at.y);
    onPlace({ lat: round(lat), lon: round(lon) });
  };
  const mark = place ? projection.project(place.lon, place.lat) : null;
  return (
    <svg
      className={onPlace ? 'pick-map pick-place' : 'pick-map'}
      viewBox={`0 0 ${projection.width.toFixed(0)} ${HEIGHT}`}
      role="img"
      aria-label={label}
      onClick={press}
    >
      {shapes.map(({ area, path }) => (
        <path key={area.code} d={path} className="pick-area">
          <title>{areaShort(area)}</title>
        </path>
      ))}
      {stations.map((station) => {
        const [cx, cy] = projection.project(station.lon, station.lat);
        return (
          <circle
            key={station.id}
            cx={cx.toFixed(1)}
            cy={cy.toFixed(1)}
            r={chosen?.has(station.id) ? 6 : 4}
            className={chosen?.has(station.id) ? 'pick-station chosen' : 'pick-station'}
            onClick={onStation && (() => onStation(station.id))}
          >
            <title>{station.name}</title>
          </circle>
        );
      })}
      {mark && <circle cx={mark[0]} cy={mark[1]} r={7} className="pick-mark" />}
    </svg>
  );
}

/** Five decimals are a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
