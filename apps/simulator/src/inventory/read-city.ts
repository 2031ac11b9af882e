import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FAMILIES } from '@app/contracts';
import { z } from 'zod';
import type { City, CityDevice, CityStation, Kind } from './city.js';
import { districtFinder } from './district.js';

const clockSchema = z.string().regex(/^\d\d:\d\d$/);

const stationsSchema = z.object({
  stations: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(FAMILIES),
      lat: z.number(),
      lon: z.number(),
      facts: z
        .object({
          roadType: z.enum(['urban', 'rural']).default('urban'),
          segment: z.object({ lengthKm: z.number(), lanes: z.number(), freeFlowKmh: z.number() }).optional(),
          schedule: z.object({ on: clockSchema, off: clockSchema }).optional(),
          lamps: z.object({ total: z.number() }).optional(),
          lot: z.object({ spaces: z.number() }).optional(),
          floodLevels: z.object({ bd1: z.number(), bd2: z.number(), bd3: z.number() }).optional(),
        })
        .default({ roadType: 'urban' }),
    }),
  ),
});

const devicesSchema = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      station: z.string(),
      cadence: z.number().int().positive(),
      lanes: z.array(z.number().int()).default([]),
      direction: z.string().default(''),
    }),
  ),
});

const pcuSchema = z.object({
  tables: z.array(
    z.object({
      standard: z.string(),
      roadType: z.enum(['urban', 'rural']),
      factors: z.record(z.string(), z.number()),
    }),
  ),
});

type StationRow = z.infer<typeof stationsSchema>['stations'][number];
type DeviceRow = z.infer<typeof devicesSchema>['devices'][number];

/**
 * Reads the virtual city from the seeds folder. The simulator reads the files by itself, so that its truth rests on
 * nothing but them.
 */
export function readCity(dir: string): City {
  const load = (name: string): unknown => parse(readFileSync(join(dir, name), 'utf8')) as unknown;
  const stations = stationsSchema.parse(load('stations.yaml')).stations;
  const kinds = new Map(stations.map((station) => [station.id, station.kind]));
  const rows = devicesSchema.parse(load('devices.yaml')).devices.filter((row) => kinds.has(row.station));
  const tables = pcuSchema.parse(load('pcu.yaml')).tables.filter((table) => table.standard === 'default');
  const findDistrict = districtFinder(load('areas/plan-2020.geojson'));
  const places = new Map(stations.map((row) => [row.id, findDistrict(row.lat, row.lon)]));
  const devices = new Map<string, CityDevice[]>();
  for (const kind of new Set(kinds.values())) {
    const own = rows.filter((row) => kinds.get(row.station) === kind);
    for (const [i, row] of interleaved(own, (one) => places.get(one.station) ?? '').entries()) {
      const device = toDevice(row, kind, i / own.length);
      devices.set(row.station, [...(devices.get(row.station) ?? []), device]);
    }
  }
  const factors = (road: 'urban' | 'rural') => tables.find((table) => table.roadType === road)?.factors ?? {};
  return {
    stations: stations.map((row) => toStation(row, places.get(row.id) ?? null, devices.get(row.id) ?? [])),
    pcu: { urban: factors('urban'), rural: factors('rural') },
  };
}

/**
 * Rows in an order in which each group is spread evenly over the whole: a district with five cameras has every fifth part
 * of the order, so that its values move every few seconds and not all at once.
 */
function interleaved<T>(rows: readonly T[], groupOf: (row: T) => string): T[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return [...groups.values()]
    .flatMap((group, g) => group.map((row, i) => ({ row, place: (i + g / groups.size) / group.length })))
    .toSorted((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

/** `place` in [0, 1) among the devices of its kind: camera i of n starts its intervals at i/n of the cadence. */
function toDevice(row: DeviceRow, kind: Kind, place: number): CityDevice {
  const cadenceMs = row.cadence * 1000;
  const { id, lanes, direction } = row;
  return { id, kind, lanes, direction, cadenceMs, phaseMs: Math.floor(place * cadenceMs) };
}

function toStation(row: StationRow, district: string | null, devices: readonly CityDevice[]): CityStation {
  const { roadType, segment, schedule, lamps, lot, floodLevels } = row.facts;
  const hour = (clock: string): number => Number(clock.slice(0, 2)) + Number(clock.slice(3)) / 60;
  return {
    id: row.id,
    kind: row.kind,
    lat: row.lat,
    lon: row.lon,
    district,
    roadType,
    segment: segment ?? null,
    schedule: schedule === undefined ? null : { onHour: hour(schedule.on), offHour: hour(schedule.off) },
    lamps: lamps?.total ?? 0,
    spaces: lot?.spaces ?? 0,
    floodLevels: floodLevels === undefined ? null : [floodLevels.bd1, floodLevels.bd2, floodLevels.bd3],
    devices,
  };
}
