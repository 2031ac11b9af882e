import { useContext, useRef, useSyncExternalStore } from 'react';
import type { Area } from '../api/types.js';
import { type Definitions, definitionOf, ON_MAP, periodFor } from '../kpi/catalogue.js';
import { firstTelling } from '../kpi/first-telling.js';
import { cellKey, type LiveStore } from '../live/store.js';
import { LiveContext } from '../live/use-live.js';
import type { WantedPeriod } from '../route/url-state.js';

/** KPI of the map while nobody has chosen one. Once found it stays: what is looked at doesn't change by itself. */
export function useFirstKpi(areas: readonly Area[], definitions: Definitions, wanted: WantedPeriod): string {
  const store = useContext(LiveContext);
  const found = useRef<string | null>(null);
  const look = (): string | null => {
    // While some are still being read, the quickest answer would win.
    if (areas.length > 0 && definitions.size > 0 && store.valuesLoaded)
      found.current ??= firstTelling(countValues(store, areas, definitions, wanted));
    return found.current;
  };
  // In the drawing in which the values come: whatever reads more about the chosen one begins with the right one.
  return useSyncExternalStore(store.subscribe, look) ?? ON_MAP[0];
}

function countValues(
  store: LiveStore,
  areas: readonly Area[],
  definitions: Definitions,
  wanted: WantedPeriod,
): readonly (readonly [string, number])[] {
  const districts = areas.filter(({ level }) => level === 'district');
  return ON_MAP.map((kpi) => {
    const period = periodFor(definitionOf(definitions, kpi), wanted);
    const told = districts.filter(({ code }) => store.latest.get(cellKey(code, kpi, period))?.value != null);
    return [kpi, told.length] as const;
  });
}
