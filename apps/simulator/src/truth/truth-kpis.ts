import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import { addTraffic } from './traffic-truth.js';
import type { TruthLine } from './truth-line.js';

/** A KPI as the truth has it; `value` is null where its denominator is 0. */
export interface TruthKpi {
  readonly value: number | null;
  readonly num: number;
  readonly den: number;
  /** Readings delivered of those made, 0–1, of the stations it rests on; absent where the truth doesn't say. */
  readonly completeness?: number;
  /** Station that a maximum stands at. */
  readonly place?: string;
}

export interface TruthQuery {
  /** Epoch ms; `to` is exclusive. Whole quarters of an hour; longer than one: whole hours. */
  readonly from: number;
  readonly to: number;
  /** District code, `74` for all, or a station's id. */
  readonly area: string;
}

const MODES: Readonly<Record<string, readonly string[]>> = {
  motorcycle: ['motorcycle'],
  car: ['car'],
  bus: ['bus_small', 'bus'],
  heavy: ['truck2', 'truck3', 'trailer'],
};

/** KPIs of an area and period, summed from truth lines by the simulator's own rules. Sins don't touch them, but DAT-02. */
export function truthKpis(lines: readonly TruthLine[], query: TruthQuery): Map<string, TruthKpi> {
  const period = query.to - query.from === QUARTER_MS ? '15min' : 'hour';
  const own = lines.filter(
    (line) =>
      line.period === period &&
      line.from >= query.from &&
      line.from < query.to &&
      (query.area === '74' || query.area === line.district || query.area === line.station),
  );
  const kpis = new Map<string, TruthKpi>();
  const put: Put = (kpi, num, den, scale = 1, rests = null) => {
    const value = den === 0 ? null : (num / den) * scale;
    kpis.set(kpi, {
      num,
      den,
      value,
      ...(rests !== null && rests.made > 0 && { completeness: share(rests) }),
    });
  };
  putTraffic(own, put);
  putAssets(own, put);
  putPlaces(own, put);
  const all = readingsOf(own);
  put('DAT-02', all.delivered, all.made, 100, all);
  if (query.to - query.from === HOUR_MS) putAqi(own, kpis);
  return kpis;
}

interface Readings {
  readonly made: number;
  readonly delivered: number;
}

type Put = (kpi: string, num: number, den: number, scale?: number, rests?: Readings | null) => void;

function readingsOf(lines: readonly TruthLine[]): Readings {
  return {
    made: lines.reduce((sum, line) => sum + line.readings.made, 0),
    delivered: lines.reduce((sum, line) => sum + line.readings.delivered, 0),
  };
}

function share({ made, delivered }: Readings): number {
  return delivered / made;
}

function putTraffic(lines: readonly TruthLine[], put: Put): void {
  const parts = lines.flatMap(({ traffic }) => (traffic === undefined ? [] : [traffic]));
  if (parts.length === 0) return;
  const sum = addTraffic(parts);
  const rests = readingsOf(lines.filter(({ traffic }) => traffic !== undefined));
  put('MOB-01', sum.vkt, sum.kmHours, 1, rests);
  put('MOB-02', sum.pcuKm, sum.kmHours, 1, rests);
  put('MOB-03', sum.vkt, 1, 1, rests);
  put('MOB-04', sum.vkt, sum.vht, 1, rests);
  put('MOB-05', sum.peakVht, sum.peakVhtFreeFlow);
  put('MOB-09.total', sum.delay, 1, 1, rests);
  put('MOB-09.per1000vkt', sum.delay, sum.vkt, 1000, rests);
  for (const [mode, classes] of Object.entries(MODES)) {
    const km = classes.reduce((total, name) => total + (sum.vktByClass[name] ?? 0), 0);
    put(`MOB-14.${mode}`, km, sum.vkt, 100, rests);
  }
}

function putAssets(lines: readonly TruthLine[], put: Put): void {
  const lighting = lines.flatMap((line) => (line.lighting === undefined ? [] : [line.lighting]));
  if (lighting.length > 0) {
    const on = lighting.reduce((sum, one) => sum + one.on, 0);
    const observed = lighting.reduce((sum, one) => sum + one.on + one.off + one.fault + one.unreachable, 0);
    put('NRG-02', on / 3600, observed / 3600, 100);
  }
  const waste = lines.flatMap((line) => (line.waste === undefined ? [] : [line.waste]));
  if (waste.length > 0) {
    const hours = (pick: 'full' | 'observed') =>
      waste.reduce((sum, one) => sum + (one[pick] * one.cadenceSeconds) / 3600, 0);
    put(
      'WST-02',
      hours('full'),
      hours('observed'),
      100,
      readingsOf(lines.filter((line) => line.waste !== undefined)),
    );
  }
}

/** [MOB-16, WTR-01] Occupancy by spaces and time; station-hours above the levels. */
function putPlaces(lines: readonly TruthLine[], put: Put): void {
  const parking = lines.flatMap((line) => (line.parking === undefined ? [] : [line.parking]));
  if (parking.length > 0) {
    const sum = (pick: 'used' | 'capacity') => parking.reduce((total, one) => total + one[pick], 0);
    put('MOB-16', sum('used'), sum('capacity'), 100);
  }
  const water = lines.flatMap((line) => (line.water === undefined ? [] : [line.water]));
  if (water.length === 0) return;
  for (const level of [0, 1, 2] as const) {
    put(
      `WTR-01.bd${level + 1}`,
      water.reduce((total, { above }) => total + above[level], 0),
      1,
    );
  }
}

/** [ENV-01] An area shows the greatest AQI of its stations, and names the station. */
function putAqi(lines: readonly TruthLine[], kpis: Map<string, TruthKpi>): void {
  const known = lines.flatMap(({ station, air }) => (air?.aqi == null ? [] : [{ station, aqi: air.aqi }]));
  const worst = known.toSorted((a, b) => b.aqi - a.aqi || a.station.localeCompare(b.station))[0];
  if (worst === undefined) return;
  kpis.set('ENV-01', { value: worst.aqi, num: worst.aqi, den: 1, place: worst.station });
}
