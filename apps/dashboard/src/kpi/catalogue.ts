import { getList } from '../api/client.js';
import type { Definition, Period } from '../api/types.js';
import type { WantedPeriod } from '../route/url-state.js';
import { familyOf } from './status.js';

/** KPIs of the table, left to right. */
export const COLUMNS = [
  'MOB-05',
  'MOB-04',
  'MOB-01',
  'MOB-02',
  'MOB-09.per1000vkt',
  'ENV-01',
  'NRG-02',
  'WST-02',
  'DAT-01',
  'DAT-02',
  'DAT-03.share60',
] as const;

/** KPIs of the tiles. */
export const TILES = ['MOB-05', 'MOB-04', 'ENV-01', 'DAT-01'] as const;

/** KPIs offered above the map. */
export const ON_MAP = ['MOB-05', 'MOB-04', 'ENV-01', 'MOB-09.per1000vkt', 'DAT-01', 'DAT-02'] as const;

/** Periods from short to long. */
export const ORDER: readonly Period[] = ['5min', '15min', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

export type Definitions = ReadonlyMap<string, Definition>;

export async function loadDefinitions(signal?: AbortSignal): Promise<Definitions> {
  const list = await getList<Definition>('/api/v1/kpis', {}, signal);
  return new Map(list.map((definition) => [definition.id, definition]));
}

export function definitionOf(definitions: Definitions, kpi: string): Definition | undefined {
  return definitions.get(familyOf(kpi));
}

/** Period to show a KPI at: the wanted one, else the next longer that it is served at, else its longest. */
export function periodFor(definition: Definition | undefined, wanted: WantedPeriod): Period {
  const served = ORDER.filter((period) => definition?.periods.includes(period) ?? period === 'hour');
  const from = wanted === 'live' ? 0 : ORDER.indexOf(wanted);
  return served.find((period) => ORDER.indexOf(period) >= from) ?? served.at(-1) ?? 'hour';
}
