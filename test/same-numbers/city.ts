import { localMidnight } from '@app/kpi';
import type { NewDevice, NewStation } from '@app/registry';
import type { TestRegistry } from '@app/testing';
import { SECRET } from '@app/testing';

const HOUR = 3_600_000;

/** First and last moment of the observations: Monday 23 November 2026, 04:00, to Tuesday 02:00, local time. */
export const FIRST = localMidnight(2026, 11, 23) + 4 * HOUR;
export const LAST = localMidnight(2026, 11, 24) + 2 * HOUR;
/** When every day that they touch has become final, however late the last of them came. */
export const END = localMidnight(2026, 11, 25) + 6 * HOUR;

/** One series of observations: a device and, where it has lanes, one of them. */
export interface Source {
  readonly device: string;
  readonly family: string;
  readonly lane: number | null;
  /** Seconds between its observations: the registered cadence, unless it reports less often than it should. */
  readonly stepS: number;
  readonly from: number;
  readonly to: number;
}

type Registered = NewDevice & {
  readonly lat: number;
  readonly lon: number;
  readonly activeTo?: number;
  readonly stepS?: number;
};

const TDM = { lat: 10.9705, lon: 106.672 };
const DI_AN = { lat: 10.9, lon: 106.77 };

/** Every kind of measure; cadences from a minute to a quarter of an hour; two districts. */
const DEVICES: readonly Registered[] = [
  // Short cadences only around the morning's peak and the end of the day.
  {
    ...TDM,
    id: 's-cam-1',
    station: 's-road-1',
    profile: 'camera',
    cadence: 300,
    lanes: [1, 2],
    activeFrom: FIRST + HOUR,
    activeTo: FIRST + 5 * HOUR,
  },
  {
    ...DI_AN,
    id: 's-cam-2',
    station: 's-road-2',
    profile: 'camera',
    cadence: 60,
    direction: 'N',
    activeFrom: LAST - 3.5 * HOUR,
  },
  { ...DI_AN, id: 's-cam-3', station: 's-road-3', profile: 'camera', cadence: 900 },
  { ...TDM, id: 's-air-1', station: 's-air-1', profile: 'air', cadence: 900 },
  { ...DI_AN, id: 's-air-2', station: 's-air-2', profile: 'air', cadence: 900 },
  { ...TDM, id: 's-noise', station: 's-noise', profile: 'noise', cadence: 900 },
  { ...DI_AN, id: 's-rain', station: 's-rain', profile: 'weather', cadence: 1800 },
  { ...TDM, id: 's-lamp-1', station: 's-lamp-1', profile: 'lighting', cadence: 900 },
  {
    ...DI_AN,
    id: 's-lamp-2',
    station: 's-lamp-2',
    profile: 'lighting',
    cadence: 300,
    activeFrom: LAST - 5 * HOUR,
  },
  // Its readings lie further apart than it is taken to be online after each.
  { ...DI_AN, id: 's-meter', station: 's-meter', profile: 'energy', cadence: 300, stepS: 1800 },
  { ...TDM, id: 's-bin', station: 's-bin', profile: 'waste', cadence: 900 },
];

const FAMILY: Readonly<Record<string, string>> = { camera: 'traffic' };

export const FAMILIES_OBSERVED = [
  'traffic',
  'air',
  'noise',
  'weather',
  'lighting',
  'energy',
  'waste',
] as const;

export const SOURCES: readonly Source[] = DEVICES.flatMap((device) => {
  const family = FAMILY[device.profile] ?? device.profile;
  const { id, cadence, stepS = cadence, activeFrom: from = FIRST, activeTo: to = LAST } = device;
  const lanes = device.lanes ?? [null];
  return lanes.map((lane) => ({ device: id, family, lane, stepS, from, to }));
});

/** Registers the stations and devices. All leave service when the observations end. */
export async function registerCity({ inventory, cache }: TestRegistry): Promise<void> {
  for (const { lat, lon, activeTo = LAST, ...device } of DEVICES) {
    const kind = FAMILY[device.profile] ?? device.profile;
    const segment = { lengthKm: 1.7, lanes: 4, freeFlowKmh: 52 };
    const station: NewStation = { id: device.station, name: device.station, kind, lat, lon };
    await inventory.createStation(kind === 'traffic' ? { ...station, segment } : station);
    await inventory.createDevice({ activeFrom: FIRST, ...device }, SECRET);
    await inventory.retireDevice(device.id, activeTo);
  }
  await cache.refresh();
}
