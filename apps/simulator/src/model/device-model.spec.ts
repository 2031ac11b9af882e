import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { City, CityDevice, CityStation, Kind } from '../inventory/city.js';
import { readCity } from '../inventory/read-city.js';
import { modelOf } from './device-model.js';
import { DAY_MS, HOUR_MS } from './local-time.js';
import { CLASSES, type TrafficSample } from './sample.js';

const city: City = readCity(join(process.cwd(), 'seeds'));
/** Monday 23 November 2026, local midnight. */
const MONDAY = Date.parse('2026-11-23T00:00:00+07:00');

function first(kind: Kind): [CityStation, CityDevice] {
  const station = city.stations.find((one) => one.kind === kind);
  const device = station?.devices[0];
  if (station === undefined || device === undefined) throw new Error(`no ${kind} station`);
  return [station, device];
}

/** Samples of every `every`th interval. */
function traffic(
  station: CityStation,
  device: CityDevice,
  from: number,
  to: number,
  every = 1,
): TrafficSample[] {
  const model = modelOf(station, device, 1);
  const samples: TrafficSample[] = [];
  for (let at = from; at < to; at += every * device.cadenceMs)
    samples.push(...(model.samples(at) as TrafficSample[]));
  return samples;
}

const vehicles = (samples: readonly TrafficSample[]): number =>
  samples.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0);

describe('device models', () => {
  it.each(
    city.stations.flatMap((station) =>
      station.devices.map((device) => [device.id, station, device] as const),
    ),
  )('give %s the same values again, whatever was asked before', (_id, station, device) => {
    const [a, b] = [modelOf(station, device, 7), modelOf(station, device, 7)];
    b.samples(MONDAY + 5 * HOUR_MS);

    expect(a.samples(MONDAY + 8 * HOUR_MS)).toEqual(b.samples(MONDAY + 8 * HOUR_MS));
  });

  it('give another city with another seed', () => {
    const [station, device] = first('traffic');
    const at = MONDAY + 8 * HOUR_MS;

    expect(modelOf(station, device, 1).samples(at)).not.toEqual(modelOf(station, device, 2).samples(at));
  });
});

describe('traffic', () => {
  it('is 70 to 90 % motorcycles at every camera over a day', () => {
    for (const station of city.stations.filter(({ kind }) => kind === 'traffic')) {
      for (const device of station.devices) {
        const samples = traffic(station, device, MONDAY, MONDAY + DAY_MS, 7);
        const motorcycles = samples.reduce(
          (sum, { counts }) => sum + (counts[CLASSES.indexOf('motorcycle')] ?? 0),
          0,
        );

        expect(motorcycles / vehicles(samples)).toBeGreaterThan(0.7);
        expect(motorcycles / vehicles(samples)).toBeLessThan(0.9);
      }
    }
  });

  it('is heavier and slower in rush hours than at noon, and lightest at three in the morning', () => {
    const [station, device] = first('traffic');
    const hours = [7, 12, 3].map((hour) =>
      traffic(station, device, MONDAY + hour * HOUR_MS, MONDAY + (hour + 1) * HOUR_MS),
    );
    const [rush = [], noon = [], night = []] = hours;
    const speed = (samples: readonly TrafficSample[]): number =>
      vehicles(samples) / samples.reduce((sum, one) => sum + one.inverseSpeeds, 0);

    expect(vehicles(rush)).toBeGreaterThan(1.3 * vehicles(noon));
    expect(vehicles(night)).toBeLessThan(0.2 * vehicles(noon));
    expect(speed(rush)).toBeLessThan(0.9 * speed(noon));
  });

  it('has no rush hour on Sunday', () => {
    const [station, device] = first('traffic');
    const morning = (day: number): number =>
      vehicles(traffic(station, device, day + 7 * HOUR_MS, day + 8 * HOUR_MS));

    expect(morning(MONDAY - DAY_MS)).toBeLessThan(0.5 * morning(MONDAY));
  });

  it('sends the harmonic mean unrounded', () => {
    const [station, device] = first('traffic');
    const [sample] = traffic(station, device, MONDAY + 8 * HOUR_MS, MONDAY + 8 * HOUR_MS + 60_000);

    expect((sample?.speed ?? 0) * (sample?.inverseSpeeds ?? 0)).toBeCloseTo(
      vehicles(sample ? [sample] : []),
      9,
    );
  });
});

describe('what never stands still to the last digit', () => {
  const devices = city.stations.flatMap((station) =>
    station.devices
      .filter(({ kind }) => kind === 'air' || kind === 'noise')
      .map((device) => [device.id, station, device] as const),
  );

  it.each(devices)(
    'does not at %s either, for an hour of a fortnight (seed 1338)',
    (_id, station, device) => {
      const model = modelOf(station, device, 1338);
      const longest = new Map<string, number>();
      const still = new Map<string, { value: number; since: number }>();
      for (let at = MONDAY; at < MONDAY + 14 * DAY_MS; at += device.cadenceMs) {
        const [sample] = model.samples(at);
        for (const [key, value] of Object.entries(sample?.kind === 'plain' ? sample.values : {})) {
          const { since } = still.get(key)?.value === value ? still.get(key)! : { since: at };
          still.set(key, { value, since });
          longest.set(key, Math.max(longest.get(key) ?? 0, at - since));
        }
      }

      expect(longest.size).toBeGreaterThan(0);
      for (const [key, ms] of longest) expect([key, ms < HOUR_MS / 2]).toEqual([key, true]);
    },
  );
});

describe('meters', () => {
  it.each(['energy', 'lighting'] as const)('of %s never fall', (kind) => {
    const [station, device] = first(kind);
    const model = modelOf(station, device, 1);
    const kwh = Array.from({ length: 400 }, (_, i) => {
      const [sample] = model.samples(MONDAY + i * device.cadenceMs);
      return sample?.kind === 'plain' ? (sample.values['kwh'] ?? NaN) : NaN;
    });

    expect(kwh.every((value, i) => i === 0 || value >= (kwh[i - 1] ?? Infinity))).toBe(true);
    expect(kwh.at(-1)).toBeGreaterThan(kwh[0] ?? Infinity);
  });
});

describe('stagger', () => {
  it('spreads n devices of a kind evenly over their cadence', () => {
    const cameras = city.stations.flatMap(({ devices }) => devices).filter(({ kind }) => kind === 'traffic');
    const phases = cameras.map(({ phaseMs }) => phaseMs).toSorted((a, b) => a - b);
    const gaps = phases.slice(1).map((phase, i) => phase - (phases[i] ?? 0));

    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(Math.floor(60_000 / cameras.length));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.ceil(60_000 / cameras.length));
  });

  it('lets some camera of every district speak at least every 15 s', () => {
    for (const district of new Set(city.stations.map((station) => station.district))) {
      const own = city.stations.filter(
        (station) => station.district === district && station.kind === 'traffic',
      );
      const phases = own
        .flatMap(({ devices }) => devices.map(({ phaseMs }) => phaseMs))
        .toSorted((a, b) => a - b);
      const gaps = phases.map((phase, i) => (phases[i + 1] ?? (phases[0] ?? 0) + 60_000) - phase);

      expect(Math.max(...gaps)).toBeLessThanOrEqual(15_000);
    }
  });
});
