import { Injectable } from '@nestjs/common';
import { TOPICS } from '@app/contracts';
import { EventLog, partitionOf } from '@app/event-log';
import { DAY_MS } from '@app/kpi';
import type { Device } from '@app/registry';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import type { ReadingsView } from './lineage.schemas.js';

const MAX_POINTS = 500_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** First and last offset, both inclusive. */
interface Offsets {
  readonly first: number;
  readonly last: number;
}

/** Where the readings of devices stand: in the series, and in the log as far as it keeps them. */
@Injectable()
export class Readings {
  constructor(
    private readonly series: TimeSeries,
    private readonly log: EventLog,
  ) {}

  /** Of devices of one family; up to a day the log's range is exact. */
  async of(family: string, devices: readonly Device[], measures: readonly string[], span: Span) {
    const isExact = span.to - span.from <= DAY_MS;
    const offsets =
      devices.length === 0 ? new Map<string, Offsets>() : await this.offsets(family, devices, span, isExact);
    const found = new Map<string, ReadingsView>();
    for (const device of devices) {
      const query = `device=${encodeURIComponent(device.id)}&from=${new Date(span.from).toISOString()}&to=${new Date(span.to).toISOString()}`;
      found.set(device.id, {
        device: device.id,
        lanes: [...device.lanes],
        windows: `/api/v1/windows?${query}`,
        points: `/api/v1/series?measure=${measures[0] ?? ''}&bucket=raw&${query}`,
        measures: [...measures],
        log: await this.range(device.id, offsets.get(device.id), isExact),
      });
    }
    return found;
  }

  private async offsets(
    measurement: string,
    devices: readonly Device[],
    { from, to }: Span,
    isExact: boolean,
  ): Promise<Map<string, Offsets>> {
    const query = { bucket: 'raw', measurement, where: { device: devices.map(({ id }) => id) } } as const;
    const rows = isExact
      ? [await this.series.read({ ...query, from, to, fields: ['_offset'], limit: MAX_POINTS })]
      : await Promise.all([
          this.series.oldestFrom({ ...query, from, to }),
          this.series.newestBefore({ ...query, before: to, notBefore: from }),
        ]);
    const found = new Map<string, Offsets>();
    for (const one of rows) collect(one, found);
    return found;
  }

  private async range(
    device: string,
    offsets: Offsets | undefined,
    exact: boolean,
  ): Promise<ReadingsView['log']> {
    if (offsets === undefined) return null;
    const partition = partitionOf(device, this.log.partitions(TOPICS.raw));
    const { first } = await this.log.range(TOPICS.raw, partition);
    const { first: from, last } = offsets;
    return { topic: TOPICS.raw, partition, from, to: last + 1, exact, kept: from >= first };
  }
}

function collect(rows: SeriesRows, found: Map<string, Offsets>): void {
  const [devices, offsets] = [rows.tags['device'], rows.fields['_offset']];
  for (let i = 0; i < rows.length; i++) {
    const [device, offset] = [devices?.[i] ?? '', offsets?.[i] ?? Number.NaN];
    if (Number.isNaN(offset)) continue;
    const known = found.get(device) ?? { first: offset, last: offset };
    found.set(device, { first: Math.min(known.first, offset), last: Math.max(known.last, offset) });
  }
}
