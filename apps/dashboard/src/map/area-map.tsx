import { type ReactNode, useMemo } from 'react';
import type { Area, Definition, KpiItem } from '../api/types.js';
import { useLocale } from '../i18n/locale.js';
import { useCity } from '../shell/city.js';
import { areaWords } from './area-words.js';
import { boundsOf, centreOf, projectionOf, ringsPath } from './projection.js';
import { classOf, type MapClass } from './scale.js';
import { StationDots } from './station-dots.js';

const HEIGHT = 560;

export interface AreaMapProps {
  readonly districts: readonly Area[];
  readonly items: ReadonlyMap<string, KpiItem | undefined>;
  readonly classes: readonly MapClass[];
  readonly definition: Definition | undefined;
  readonly onPoint: (code: string | null) => void;
}

/** Districts coloured by a KPI; hatched where there isn't enough data. A press chooses the district. */
export function AreaMap({ districts, items, classes, definition, onPoint }: AreaMapProps): ReactNode {
  const locale = useLocale();
  const { areaShort, t } = locale;
  const city = useCity();
  const drawing = useMemo(() => draw(districts), [districts]);
  if (!drawing) return null;
  const { projection, shapes } = drawing;
  const words = (item: KpiItem | undefined): string => areaWords(item, definition, locale);
  const choose = (code: string): void => city.choose({ area: city.url.area === code ? '74' : code });
  return (
    <svg
      className="map"
      viewBox={`0 0 ${projection.width.toFixed(0)} ${HEIGHT}`}
      role="group"
      aria-label={t('map.hint')}
    >
      {shapes.map(({ area, path }) => {
        const item = items.get(area.code);
        const found = item && item.value !== null ? classOf(item.value, classes) : null;
        const chosen = city.url.area === area.code;
        return (
          <g key={area.code}>
            <path
              d={path}
              className={`area ${chosen ? 'chosen' : ''} ${found ? (found.colour === null ? `step-${found.step}` : '') : 'unknown'}`}
              style={found?.colour ? { fill: found.colour } : undefined}
              role="button"
              tabIndex={0}
              aria-pressed={chosen}
              aria-label={`${areaShort(area)}: ${words(item)}`}
              onMouseEnter={() => onPoint(area.code)}
              onMouseLeave={() => onPoint(null)}
              onFocus={() => onPoint(area.code)}
              onBlur={() => onPoint(null)}
              onClick={() => choose(area.code)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                choose(area.code);
              }}
            />
            {item?.quality === 'partial' && <path d={path} className="area-partial" />}
          </g>
        );
      })}
      <StationDots projection={projection} />
      {shapes.map(({ area, centre: [x, y] }) => (
        <text key={area.code} x={x} y={y} className="map-label" aria-hidden="true">
          <tspan x={x} className="map-name">
            {areaShort(area)}
          </tspan>
          <tspan x={x} dy="17">
            {words(items.get(area.code))}
          </tspan>
        </text>
      ))}
    </svg>
  );
}

function draw(districts: readonly Area[]) {
  const ringsOf = (area: Area) => (area.outline?.coordinates ?? []).flat();
  const bounds = boundsOf(districts.flatMap(ringsOf));
  if (!bounds) return null;
  const projection = projectionOf(bounds, HEIGHT, 6);
  const shapes = districts.map((area) => {
    const rings = ringsOf(area);
    return { area, path: ringsPath(rings, projection), centre: projection.project(...centreOf(rings)) };
  });
  return { projection, shapes };
}
