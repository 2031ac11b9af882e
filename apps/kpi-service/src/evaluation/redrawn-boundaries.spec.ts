import { describe, expect, it } from '@jest/globals';
import {
  DOMAINS,
  KpiCatalogue,
  type KpiCell,
  kpiDefinitionSchema,
  kpiStations,
  localMidnight,
} from '@app/kpi';
import type { Area, Device, InventorySnapshot, Station } from '@app/registry';
import * as fc from 'fast-check';
import { AreaFiguresService } from '../catalogue/area-figures.service.js';
import type { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { DevicePhases } from '../freshness/device-phases.js';
import { StationIndex } from '../inventory/station-index.js';
import { AreaValues } from './area-values.js';

const BEFORE = localMidnight(2025, 6, 30);
/** The day on which the districts are drawn anew. */
const REDRAWN = localMidnight(2025, 7, 1);
const [WEST, EAST] = [106, 107];

interface Drawing {
  /** Longitudes at which the province is cut, before and after. */
  readonly cuts: readonly number[];
  readonly newCuts: readonly number[];
  readonly lons: readonly number[];
  readonly vkt: readonly number[];
  /** A station placed by hand in the westernmost district, by its number. */
  readonly override: number;
}

const cut = fc.array(fc.double({ min: WEST, max: EAST, noNaN: true }), { maxLength: 4 });
const drawings: fc.Arbitrary<Drawing> = fc
  .array(fc.double({ min: WEST + 1e-9, max: EAST - 1e-9, noNaN: true }), { minLength: 1, maxLength: 8 })
  .chain((lons) =>
    fc.record({
      lons: fc.constant(lons),
      cuts: cut,
      newCuts: cut,
      vkt: fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), {
        minLength: lons.length,
        maxLength: lons.length,
      }),
      override: fc.nat({ max: lons.length }),
    }),
  );

function anArea(
  set: string,
  code: string,
  parent: string | null,
  west: number,
  east: number,
  from: number,
  to: number | null,
): Area {
  const rings = [
    [
      [west, 11],
      [east, 11],
      [east, 12],
      [west, 12],
      [west, 11],
    ],
  ] as const;
  const names = { nameVi: code, nameEn: code, areaKm2: null };
  return {
    set,
    code,
    parent,
    ...names,
    level: parent === null ? 'province' : 'district',
    validFrom: from,
    validTo: to,
    rings,
  };
}

function districts(set: string, cuts: readonly number[], from: number, to: number | null): Area[] {
  const ends = [WEST, ...cuts.toSorted((a, b) => a - b), EAST];
  return ends.slice(1).map((east, i) => anArea(set, `${set}-${i}`, set, ends[i] ?? WEST, east, from, to));
}

/** Two active sets: `old` keeps its districts, `new` is redrawn on a day. */
function snapshotOf({ cuts, newCuts, lons, override }: Drawing): InventorySnapshot {
  const stations = lons.map((lon, i): Station => ({
    id: `s${i}`,
    no: i + 1,
    name: '',
    kind: 'traffic',
    lat: 11.5,
    lon,
    areaOverride: i === override ? { new: 'new-0' } : null,
    facts: [],
    virtual: false,
  }));
  const devices = stations.map(
    ({ id }) =>
      ({
        id: `d-${id}`,
        station: id,
        profile: 'camera',
        family: 'traffic',
        cadenceS: 60,
        lanes: [],
        direction: '',
        active: [{ from: 0, to: null }],
        excluded: [],
        virtual: false,
      }) as unknown as Device,
  );
  const set = (id: string) =>
    ({ id, nameVi: id, nameEn: id, noteVi: '', noteEn: '', status: 'active', origin: 'user' }) as const;
  return {
    revision: 1,
    stations: new Map(stations.map((one) => [one.id, one])),
    devices: new Map(devices.map((one) => [one.id, one])),
    devicesOfStation: new Map(devices.map((one) => [one.station, [one]])),
    codecs: [],
    gateways: new Set(),
    profiles: new Map(),
    sets: [set('old'), set('new')],
    areas: [
      ...['old', 'new'].map((id) => anArea(id, id, null, WEST, EAST, 0, null)),
      ...districts('old', cuts, 0, null),
      ...districts('new', cuts, 0, REDRAWN),
      ...districts('new', newCuts, REDRAWN, null),
    ],
    areaFacts: [],
    signed: [],
  };
}

const definition = kpiDefinitionSchema.parse({
  id: 'MOB-03',
  version: 1,
  names: { vi: 'Xe-km', en: 'VKT' },
  unit: 'veh·km',
  dimension: 'distance',
  domain: 'mobility',
  family: 'traffic',
  method: 'traffic.vkt',
  formula: 'ΣnL',
  periods: ['day'],
  rollup: 'sum',
  direction: 'context',
  precision: 0,
  status: 'computed',
  source: 'test',
  validFrom: '2019-01-01',
});

function cellsOf(drawing: Drawing, day: number): KpiCell[] {
  const traffic = DOMAINS.get('traffic');
  if (traffic === undefined) throw new Error('no domain');
  const snapshot = snapshotOf(drawing);
  const cache = { current: () => snapshot } as never;
  const facts = {
    version: 1,
    catalogue: new KpiCatalogue({
      definitions: [definition],
      pcu: [],
      limits: [],
      noiseLimits: [],
      fillEdges: null,
    }),
  } as KpiFactsService;
  const values = new AreaValues(
    facts,
    new StationIndex(cache, new DevicePhases()),
    new AreaFiguresService(cache, facts),
  );
  const at = (name: string): number => traffic.components.indexOf(name);
  const vectors = new Map(
    drawing.vkt.map((vkt, i) => {
      const vector = new Float64Array(traffic.components.length);
      for (const name of ['valid', 'expected', 'active', 'readings', 'lkmh']) vector[at(name)] = 1;
      vector[at('vkt')] = vkt;
      return [`s${i}`, vector];
    }),
  );
  return values.cells(traffic, 'day', day, kpiStations(snapshot), vectors, day + 48 * 3_600_000);
}

describe('reporting sets whose boundaries are drawn anew', () => {
  it('keep totals on both sides of the day: districts add up to the province, and the province is one in every set', () => {
    fc.assert(
      fc.property(drawings, fc.constantFrom(BEFORE, REDRAWN), (drawing, day) => {
        const cells = cellsOf(drawing, day);
        const whole = drawing.vkt.reduce((a, b) => a + b, 0);
        for (const set of ['old', 'new']) {
          const own = cells.filter((cell) => cell.set === set);
          const province = own.find((cell) => cell.area === set);
          const parts = own.filter((cell) => cell.area !== set);
          expect(province?.value).toBeCloseTo(whole, 6);
          expect(parts.reduce((sum, cell) => sum + (cell.num ?? 0), 0)).toBeCloseTo(whole, 6);
          expect(parts.reduce((sum, cell) => sum + cell.expected, 0)).toBe(drawing.vkt.length);
        }
      }),
      { seed: 20_250_701, numRuns: 200 },
    );
  });
});
