import type { CityStation } from '../inventory/city.js';
import { HOUR_MS, localHour } from '../model/local-time.js';
import type { Observation } from './observation.js';
import type { LightingTruth, ParkingTruth, WasteTruth, WaterTruth } from './truth-line.js';

const FIVE_MINUTES = 300_000;

/**
 * Seconds of each state in an hour, inside the schedule. A state lasts from its report to the next one.
 * `observations` are those of the hour and the last one before it.
 */
export function lightingHour(
  station: CityStation,
  observations: readonly Observation[],
  from: number,
): LightingTruth {
  const seconds = [0, 0, 0, 0];
  for (const { device, start, samples } of observations) {
    const sample = samples[0];
    if (sample?.kind !== 'plain') continue;
    const state = sample.values['state'] ?? 0;
    const lasts = scheduledMs(
      station,
      Math.max(start, from),
      Math.min(start + device.cadenceMs, from + HOUR_MS),
    );
    seconds[state] = (seconds[state] ?? 0) + lasts / 1000;
  }
  const [off = 0, on = 0, fault = 0, unreachable = 0] = seconds;
  const scheduledSeconds = scheduledMs(station, from, from + HOUR_MS) / 1000;
  return { lamps: station.lamps, scheduledSeconds, on, off, fault, unreachable };
}

/** Part of [from, to) inside the schedule, whose ends lie on whole five minutes. */
function scheduledMs(station: CityStation, from: number, to: number): number {
  if (station.schedule === null) return 0;
  const { onHour, offHour } = station.schedule;
  let sum = 0;
  for (let at = from; at < to;) {
    const next = Math.min(to, (Math.floor(at / FIVE_MINUTES) + 1) * FIVE_MINUTES);
    const hour = localHour(at);
    const inside = onHour <= offHour ? hour >= onHour && hour < offHour : hour >= onHour || hour < offHour;
    if (inside) sum += next - at;
    at = next;
  }
  return sum;
}

/** Bins at 90 % or more: each reading stands for one cadence. */
export function wasteHour(observations: readonly Observation[]): WasteTruth {
  const values = valuesOf(observations);
  return {
    full: values.filter((value) => (value['fill'] ?? 0) >= 90).length,
    observed: values.length,
    cadenceSeconds: (observations[0]?.device.cadenceMs ?? 0) / 1000,
    collections: values.reduce((sum, value) => sum + (value['collected'] ?? 0), 0),
  };
}

function valuesOf(observations: readonly Observation[]): Readonly<Record<string, number>>[] {
  return observations.flatMap(({ samples }) =>
    samples.flatMap((sample) => (sample.kind === 'plain' ? [sample.values] : [])),
  );
}

/** Spaces taken, and there, by the hour. */
export function parkingHour(observations: readonly Observation[]): ParkingTruth {
  const hours = hoursEach(observations);
  const values = valuesOf(observations);
  return {
    used: hours * values.reduce((sum, value) => sum + (value['used'] ?? 0), 0),
    capacity: hours * values.reduce((sum, value) => sum + (value['capacity'] ?? 0), 0),
  };
}

/** Hours at or above each of the station's levels. */
export function waterHour(
  levels: readonly [number, number, number],
  observations: readonly Observation[],
): WaterTruth {
  const hours = hoursEach(observations);
  const values = valuesOf(observations);
  const above = (level: number): number =>
    hours * values.filter((value) => (value['level'] ?? -Infinity) >= level).length;
  return { above: [above(levels[0]), above(levels[1]), above(levels[2])] };
}

/** Hours that a reading stands for. */
function hoursEach(observations: readonly Observation[]): number {
  return (observations[0]?.device.cadenceMs ?? 0) / 3_600_000;
}
