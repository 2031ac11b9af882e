import { Injectable } from '@nestjs/common';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import type { ReadingDto } from './reading.dto.js';

const ROWS_PER_WRITE = 1_000;
const FLUSH_MS = 1_000;
const CLASSES = ['bicycle', 'motorcycle', 'car', 'bus_small', 'bus', 'truck2', 'truck3', 'trailer'] as const;

/** The measurement that the platform stores traffic points in: same tags, same fields. */
export const TRAFFIC = {
  bucket: 'raw',
  measurement: 'traffic',
  tags: ['device', 'lane', 'direction'],
  fields: [
    ...CLASSES.map((name) => `n_${name}`),
    'speed',
    'occupancy',
    '_period',
    '_arrival',
    '_offset',
    '_tms',
  ],
} as const;

/** Gathers readings and writes up to 1,000 of them at once, or what there is after a second. */
@Injectable()
export class ReadingsService {
  stored = 0;
  private rows: { readonly device: string; readonly reading: ReadingDto; readonly arrival: number }[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly series: TimeSeries) {}

  add(device: string, reading: ReadingDto): void {
    this.rows.push({ device, reading, arrival: Date.now() });
    if (this.rows.length >= ROWS_PER_WRITE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const rows = this.rows;
    this.rows = [];
    this.writing = this.writing
      .then(() => this.series.write([columns(rows)]))
      .then(() => {
        this.stored += rows.length;
        process.send?.({ stored: this.stored });
      });
  }
}

function columns(rows: readonly { device: string; reading: ReadingDto; arrival: number }[]): SeriesRows {
  const column = (of: (row: (typeof rows)[number], i: number) => number) => Float64Array.from(rows, of);
  return {
    bucket: TRAFFIC.bucket,
    measurement: TRAFFIC.measurement,
    length: rows.length,
    times: column(({ reading }) => Date.parse(reading.ts) - reading.period * 1_000),
    tags: {
      device: rows.map(({ device }) => device),
      lane: rows.map(({ reading }) => String(reading.lane)),
      direction: rows.map(({ reading }) => reading.direction ?? ''),
    },
    fields: {
      ...Object.fromEntries(CLASSES.map((name) => [`n_${name}`, column(({ reading }) => reading.n[name])])),
      speed: column(({ reading }) => reading.speed),
      occupancy: column(({ reading }) => reading.occupancy),
      _period: column(({ reading }) => reading.period),
      _arrival: column(({ arrival }) => arrival),
      _offset: column((_, i) => i),
      _tms: column(({ reading }) => (reading.speedKind === 'time' ? 1 : 0)),
    },
  };
}
