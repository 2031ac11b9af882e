import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { RAW_RETENTION_MS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { formatLocal } from '@app/kpi';
import { deviceViewOf, InventoryCache, type ListedRejected, RejectedRepository } from '@app/registry';
import {
  type CompiledMapping,
  decode,
  type Decoded,
  type DeviceView,
  type MappingLookup,
} from '@app/telemetry';
import type { z } from 'zod';
import { Mappings } from '../codecs/mappings.js';
import { Problem } from '../http/problem.js';
import { findRejected } from '../ledger/find-rejected.js';
import type { triedSchema, tryInput } from './rejected.schemas.js';

type Tried = z.infer<typeof triedSchema>;
type TryInput = z.infer<typeof tryInput>;

const SHOWN = 20;
/** Rows that are looked at for distinct messages: a message of many elements has one each. */
const ROWS = 400;
const TRIED = 'tried';

/** Decodes rejected messages anew, as a replay would receive them now. Stores nothing. */
@Injectable()
export class TryMessages {
  constructor(
    private readonly rejected: RejectedRepository,
    private readonly log: EventLog,
    private readonly cache: InventoryCache,
    private readonly mappings: Mappings,
    private readonly clock: Clock,
  ) {}

  /** Problem 400 for a mapping with mistakes, 404 for a device or codec that is not there. */
  async run(input: TryInput): Promise<Tried[]> {
    const tried = this.triedMapping(input);
    if (
      input.codec !== undefined &&
      input.codec !== 'native' &&
      this.mappings.registered.at(input.codec, Infinity) === null
    )
      throw new Problem(404, `no codec ${input.codec}`);
    const rows = await this.rejected.list({ limit: ROWS, device: input.device, reason: input.reason });
    const items: Tried[] = [];
    for (const row of distinctMessages(rows).slice(0, input.limit))
      items.push(await this.tryOne(row, input.codec, tried));
    return items;
  }

  private triedMapping({ mapping, device = '' }: TryInput): CompiledMapping | null {
    if (mapping === undefined) return null;
    const known = this.cache.current().devices.get(device);
    if (known === undefined) throw new Problem(404, `no device ${device}`);
    return this.mappings.ready(mapping, known.family, (path) => path);
  }

  private async tryOne(
    row: ListedRejected,
    codec: string | undefined,
    tried: CompiledMapping | null,
  ): Promise<Tried> {
    const { partition, offset, index, at, device, reason, detail } = row;
    const head = {
      position: `${partition}:${offset}:${index}`,
      at: formatLocal(at),
      device,
      before: { reason: reason as Tried['before']['reason'], detail },
    };
    const record = await findRejected(this.log, row);
    const { devices, profiles } = this.cache.current();
    const known = devices.get(device);
    const layout = this.mappings.catalogue.families.get(known?.family ?? '');
    if (
      record === null ||
      record.headers['refused'] !== undefined ||
      known === undefined ||
      layout === undefined
    )
      return { ...head, outcome: 'gone', count: 0, readings: [], faults: [] };
    const own = deviceViewOf(known, profiles.get(known.profile));
    const isOwn = codec === undefined && tried === null;
    const view: DeviceView = isOwn
      ? own
      : { ...own, codec: tried === null ? (codec ?? '') : TRIED, codecChanges: [] };
    const mappings: MappingLookup = tried === null ? this.mappings.registered : { at: () => tried };
    const arrival = this.clock.now();
    const contentType = isOwn ? record.headers['contentType'] : undefined;
    const context = { arrival, notBefore: arrival - RAW_RETENTION_MS, mappings };
    const decoded = decode(record.value, contentType, view, layout, context);
    const keys = layout.measures.map(({ key }) => key);
    return { ...head, ...resultOf(decoded, keys) };
  }
}

function distinctMessages(rows: readonly ListedRejected[]): ListedRejected[] {
  return [
    ...new Map(rows.toReversed().map((row) => [`${row.partition}:${row.offset}`, row])).values(),
  ].reverse();
}

function resultOf(
  decoded: Decoded,
  keys: readonly string[],
): Pick<Tried, 'outcome' | 'count' | 'readings' | 'faults'> {
  const { readings, faults, count } = decoded;
  const outcome = readings.length === 0 ? 'rejected' : faults.length === 0 ? 'stored' : 'partly';
  return {
    outcome,
    count,
    readings: readings.slice(0, SHOWN).map(({ index, time, end, lane, values }) => ({
      index,
      from: formatLocal(time),
      to: formatLocal(end),
      lane,
      values: Object.fromEntries(
        keys.flatMap((key, slot) => (Number.isNaN(values[slot] ?? NaN) ? [] : [[key, values[slot] ?? 0]])),
      ),
    })),
    faults: faults
      .slice(0, SHOWN)
      .map(({ index, ...rest }) => ({ ...rest, index: index < 0 ? null : index })),
  };
}
