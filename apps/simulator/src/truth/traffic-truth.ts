import type { City, CityStation } from '../inventory/city.js';
import { isPeak } from '../model/local-time.js';
import { CLASSES } from '../model/sample.js';
import type { Observation } from './observation.js';
import type { TrafficTruth } from './truth-line.js';

/** Components of one station and quarter of an hour. [kpi.md §3.6] */
export function trafficQuarter(
  station: CityStation,
  observations: readonly Observation[],
  from: number,
  pcuTables: City['pcu'],
): TrafficTruth {
  const { lengthKm, freeFlowKmh } = station.segment ?? { lengthKm: 0, freeFlowKmh: 1 };
  const counts = CLASSES.map(() => 0);
  const directions = new Map<string, { vehicles: number; inverse: number }>();
  let laneSeconds = 0;
  for (const { device, samples } of observations) {
    const sums = directions.get(device.direction) ?? { vehicles: 0, inverse: 0 };
    directions.set(device.direction, sums);
    for (const sample of samples) {
      if (sample.kind !== 'traffic') continue;
      sample.counts.forEach((n, i) => {
        counts[i] = (counts[i] ?? 0) + n;
        sums.vehicles += n;
      });
      sums.inverse += sample.inverseSpeeds;
    }
    laneSeconds += device.cadenceMs / 1000;
  }
  const pcu = CLASSES.reduce(
    (sum, name, i) => sum + (counts[i] ?? 0) * (pcuTables[station.roadType][name] ?? 0),
    0,
  );
  const byDirection = [...directions.values()].map(({ vehicles, inverse }) => ({
    vht: inverse * lengthKm,
    free: (vehicles * lengthKm) / freeFlowKmh,
  }));
  const vht = byDirection.reduce((sum, one) => sum + one.vht, 0);
  const vhtFreeFlow = byDirection.reduce((sum, one) => sum + one.free, 0);
  const n = counts.reduce((sum, one) => sum + one, 0);
  const byClass = (factor: number) =>
    Object.fromEntries(CLASSES.map((name, i) => [name, (counts[i] ?? 0) * factor]));
  return {
    counts: byClass(1),
    n,
    pcu,
    kmHours: (laneSeconds / 3600) * lengthKm,
    vkt: n * lengthKm,
    pcuKm: pcu * lengthKm,
    vktByClass: byClass(lengthKm),
    vht,
    vhtFreeFlow,
    delay: byDirection.reduce((sum, one) => sum + Math.max(0, one.vht - one.free), 0),
    peakVht: isPeak(from) ? vht : 0,
    peakVhtFreeFlow: isPeak(from) ? vhtFreeFlow : 0,
  };
}

/** Sums components of several quarters, or stations. */
export function addTraffic(parts: readonly TrafficTruth[]): TrafficTruth {
  const sum = (pick: (part: TrafficTruth) => number): number =>
    parts.reduce((total, part) => total + pick(part), 0);
  const classes = (pick: (part: TrafficTruth) => Readonly<Record<string, number>>) =>
    Object.fromEntries(CLASSES.map((name) => [name, sum((part) => pick(part)[name] ?? 0)]));
  return {
    counts: classes((part) => part.counts),
    n: sum((part) => part.n),
    pcu: sum((part) => part.pcu),
    kmHours: sum((part) => part.kmHours),
    vkt: sum((part) => part.vkt),
    pcuKm: sum((part) => part.pcuKm),
    vktByClass: classes((part) => part.vktByClass),
    vht: sum((part) => part.vht),
    vhtFreeFlow: sum((part) => part.vhtFreeFlow),
    delay: sum((part) => part.delay),
    peakVht: sum((part) => part.peakVht),
    peakVhtFreeFlow: sum((part) => part.peakVhtFreeFlow),
  };
}
