import 'maplibre-gl/dist/maplibre-gl.css';
import './maplibre-map.css';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Area, Station } from '../api/types.js';
import { useLocale } from '../i18n/locale.js';
import { useOwn } from '../route/route.js';
import { useTheme } from '../theme/use-theme.js';
import { useCity } from '../shell/city.js';
import type { AreaMapProps } from './area-map.js';
import { areaWords } from './area-words.js';
import { CityMap, type AreaLook } from './gl/city-map.js';
import type { Box } from './gl/style.js';
import { boundsOf, centreOf } from './projection.js';
import { classOf } from './scale.js';
import { useStationStates } from './station-states.js';

const NEAR_DEGREES = 0.02;

interface Props extends AreaMapProps {
  /** No controls and no moving about: on a wall. */
  readonly still: boolean;
  readonly onReady: () => void;
}

/** The map on WebGL. It is drawn anew with the theme; values only change how its areas look. */
export default function MaplibreMap(props: Props): ReactNode {
  const { districts, items, classes, definition, onPoint, still, onReady } = props;
  const locale = useLocale();
  const { t } = locale;
  const city = useCity();
  const theme = useTheme();
  const holder = useRef<HTMLDivElement>(null);
  const handlers = useRef({ onPoint, onReady, choose: city.choose, area: city.url.area });
  handlers.current = { onPoint, onReady, choose: city.choose, area: city.url.area };
  const [map, setMap] = useState<CityMap | null>(null);
  useEffect(() => {
    const container = holder.current;
    if (!container) return undefined;
    const style = getComputedStyle(container);
    const made = new CityMap({
      container,
      areas: districts,
      paint: (name) => style.getPropertyValue(name).trim(),
      interactive: !still,
      words: glWords(t),
      onChoose: (code) => handlers.current.choose({ area: handlers.current.area === code ? '74' : code }),
      onPoint: (code) => handlers.current.onPoint(code),
      onReady: () => handlers.current.onReady(),
    });
    setMap(made);
    return () => {
      setMap(null);
      made.remove();
    };
  }, [districts, theme, still, t]);
  const chosen = districts.find((area) => area.code === city.url.area);
  const [named] = useOwn('station', '');
  const station = city.stations.find(({ id }) => id === named);
  const first = useRef(true);
  useEffect(() => {
    const box = station ? boxAround(station) : boxOf(chosen ? [chosen] : districts);
    if (!map || !box) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    map.look(box, !first.current && !calm);
    first.current = false;
  }, [map, chosen, districts, station]);
  const centres = useMemo(
    () => new Map(districts.map((area) => [area.code, centreOf(ringsOf(area))])),
    [districts],
  );
  useEffect(() => {
    if (!map || !holder.current) return;
    const style = getComputedStyle(holder.current);
    const looks = new Map<string, AreaLook>();
    const labels = districts.map((area) => {
      const item = items.get(area.code);
      const found = item && item.value !== null ? classOf(item.value, classes) : null;
      const isChosen = city.url.area === area.code;
      looks.set(area.code, {
        colour: found && (found.colour ?? style.getPropertyValue(`--step-${found.step}`).trim()),
        hatched: found === null,
        partial: item?.quality === 'partial',
        chosen: isChosen,
      });
      return {
        code: area.code,
        name: locale.areaShort(area),
        value: areaWords(item, definition, locale),
        at: centres.get(area.code) ?? ([0, 0] as const),
        chosen: isChosen,
      };
    });
    map.showAreas(looks, labels);
  }, [map, districts, items, classes, definition, locale, city.url.area, centres]);
  const stations = useStationStates();
  useEffect(() => map?.showStations(stations, named), [map, stations, named]);
  return <div ref={holder} className="gl-map" role="group" aria-label={t('map.hint')} />;
}

function ringsOf(area: Area) {
  return (area.outline?.coordinates ?? []).flat();
}

function boxOf(areas: readonly Area[]): Box | null {
  const bounds = boundsOf(areas.flatMap(ringsOf));
  return (
    bounds && [
      [bounds.west, bounds.south],
      [bounds.east, bounds.north],
    ]
  );
}

/** A few streets around a station. */
function boxAround({ lon, lat }: Station): Box {
  return [
    [lon - NEAR_DEGREES, lat - NEAR_DEGREES],
    [lon + NEAR_DEGREES, lat + NEAR_DEGREES],
  ];
}

function glWords(t: ReturnType<typeof useLocale>['t']): Record<string, string> {
  return {
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
    'Map.Title': t('map.hint'),
    'CooperativeGesturesHandler.WindowsHelpText': t('map.ctrl'),
    'CooperativeGesturesHandler.MacHelpText': t('map.cmd'),
    'CooperativeGesturesHandler.MobileHelpText': t('map.fingers'),
  };
}
