import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { type Device, InventoryCache } from '@app/registry';
import type { MeasureDef } from '@app/telemetry';
import { Measures } from '../catalogue/measures.js';
import { Problem } from '../http/problem.js';
import { type Span, spanOf } from '../http/span.js';
import { Places } from '../inventory/places.js';
import { type Aggregation, aggregationsOf } from './aggregate.js';
import { rowsPerDay } from './chunks.js';
import type { LineObject, SeriesLine } from './series-line.js';
import type { SeriesQuery } from './series.schemas.js';
import { MAX_BUCKETS, countBuckets } from './series.service.js';

const DAY_MS = 86_400_000;
const MAX_LINES = 500;
const MAX_POINTS = 5_000_000;
/** Stored rows that one query may go through: about a minute's work. */
const MAX_ROWS_READ = 50_000_000;

/** Lines of the same devices for every measure asked for. */
interface Group {
  readonly object: LineObject;
  readonly devices: readonly Device[];
}

/** A query made out: what to read. */
export interface SeriesPlan extends Span {
  readonly lines: readonly SeriesLine[];
  readonly bucket: SeriesQuery['bucket'];
}

const NOTHING: LineObject = { area: null, station: null, device: null, lane: null };

/** Says which lines a query is for, and refuses one that is too large, with what to do. */
@Injectable()
export class SeriesPlans {
  constructor(
    private readonly measures: Measures,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  plan(q: SeriesQuery): SeriesPlan {
    const measures = q.measure.map((id) => this.measure(id));
    const groups = this.groups(q);
    const lines = measures.flatMap((measure) => {
      const aggregation = aggregationFor(measure, q.bucket === 'raw' ? undefined : q.agg);
      return groups.flatMap(({ object, devices }) => {
        const own = devices.filter((device) => device.family === measure.family);
        // What was named is answered even where nothing measures it; what was only found is not.
        if (own.length === 0 && q.by !== undefined) return [];
        return [{ measure, aggregation, object, devices: own }];
      });
    });
    const now = this.clock.now();
    const { from, to } = spanOf(q, { from: now - DAY_MS, to: now + 300_000 });
    const plan = { lines, bucket: q.bucket, from, to };
    requireBearable(plan);
    return plan;
  }

  private measure(id: string): MeasureDef {
    const measure = this.measures.catalogue().measure(id);
    if (!measure) throw new Problem(404, `no measure ${id}; see /api/v1/measures`);
    return measure;
  }

  private groups(q: SeriesQuery): Group[] {
    const named = this.named(q);
    if (named.length === 0) throw new Problem(400, 'name a device, a station or an area');
    if (q.by === undefined) return named;
    if (q.by === 'area') return this.byArea(q, named);
    const devices = new Map(named.flatMap((group) => group.devices).map((device) => [device.id, device]));
    const found = new Map<string, { object: LineObject; devices: Device[] }>();
    for (const device of devices.values()) {
      for (const group of split(device, q.by)) {
        const key = q.by === 'station' ? device.station : `${device.id}|${group.object.lane ?? ''}`;
        const known = found.get(key);
        if (known) known.devices.push(...group.devices);
        else found.set(key, { object: group.object, devices: [...group.devices] });
      }
    }
    return [...found.values()];
  }

  /** Each area, station and device that is named. Problem 404 for one that isn't there. */
  private named(q: SeriesQuery): Group[] {
    const { devices, devicesOfStation, stations } = this.cache.current();
    const set = this.places.set(q.reportingSet);
    const areas = q.area.map((area) => ({
      object: { ...NOTHING, area },
      devices: this.places.stationsIn(area, set).flatMap((station) => devicesOfStation.get(station.id) ?? []),
    }));
    const ofStations = q.station.map((station) => {
      if (!stations.has(station)) throw new Problem(404, `no station ${station}`);
      return { object: { ...NOTHING, station }, devices: devicesOfStation.get(station) ?? [] };
    });
    const ofDevices = q.device.map((id) => {
      const device = devices.get(id);
      if (!device) throw new Problem(404, `no device ${id}`);
      return { object: { ...NOTHING, station: device.station, device: id }, devices: [device] };
    });
    return [...areas, ...ofStations, ...ofDevices];
  }

  /** Areas as they are named; stations and devices by the smallest area that they lie in. */
  private byArea(q: SeriesQuery, named: readonly Group[]): Group[] {
    const { stations } = this.cache.current();
    const set = this.places.set(q.reportingSet);
    const found = new Map<string, Map<string, Device>>();
    for (const { object, devices } of named) {
      for (const device of devices) {
        const station = stations.get(device.station);
        const area = object.area ?? (station ? this.places.areaOf(station, set) : null);
        if (area === null) continue;
        const known = found.get(area) ?? new Map<string, Device>();
        found.set(area, known.set(device.id, device));
      }
    }
    return [...found].map(([area, devices]) => ({
      object: { ...NOTHING, area },
      devices: [...devices.values()],
    }));
  }
}

function split(device: Device, by: 'station' | 'device' | 'lane'): Group[] {
  const { station, id, lanes } = device;
  if (by === 'station') return [{ object: { ...NOTHING, station }, devices: [device] }];
  const object = { ...NOTHING, station, device: id };
  if (by === 'device') return [{ object, devices: [device] }];
  if (lanes.length === 0) return [{ object: { ...object, lane: '' }, devices: [device] }];
  return lanes.map((lane) => ({
    object: { ...object, lane: String(lane) },
    devices: [{ ...device, lanes: [lane] }],
  }));
}

function aggregationFor(measure: MeasureDef, asked: Aggregation | undefined): Aggregation {
  const aggregation = asked ?? measure.defaultAgg;
  const allowed = aggregationsOf(measure);
  if (allowed.includes(aggregation)) return aggregation;
  const id = `${measure.family}.${measure.key}`;
  throw new Problem(400, `agg: ${id} is a ${measure.kind}; it can be asked for as ${allowed.join(', ')}`);
}

const ADVICE = 'ask for a shorter span, a longer bucket or fewer series';

function requireBearable({ lines, bucket, from, to }: SeriesPlan): void {
  if (lines.length > MAX_LINES)
    throw new Problem(422, `${lines.length} series, more than ${MAX_LINES}; ${ADVICE}`);
  const days = (to - from) / DAY_MS;
  const read = bucket === 'raw' ? 'raw' : 'windows';
  const devices = new Set(lines.flatMap((line) => line.devices));
  const rows = Math.round(rowsPerDay([...devices], read) * days);
  if (rows > MAX_ROWS_READ)
    throw new Problem(422, `about ${rows} stored rows to go through, more than ${MAX_ROWS_READ}; ${ADVICE}`);
  if (bucket === 'raw') return;
  const buckets = countBuckets(from, to, bucket);
  if (buckets > MAX_BUCKETS)
    throw new Problem(422, `more than ${MAX_BUCKETS} buckets; ask for a shorter span or a longer bucket`);
  if (buckets * lines.length > MAX_POINTS)
    throw new Problem(422, `${buckets * lines.length} points, more than ${MAX_POINTS}; ${ADVICE}`);
}
