import type { InfluxEvents } from './influx-events.js';
import type { Bucket } from '../time-series.port.js';

/** Where the server is and how we log in; retention for what has to be created. */
export interface InfluxOptions {
  readonly url: string;
  readonly version: '1' | '2';
  /** Database (1.x) or first part of the buckets' names (2.x). */
  readonly database: string;
  /** 1.x. */
  readonly user?: string | null;
  readonly password?: string | null;
  /** 2.x. */
  readonly token?: string | null;
  readonly org?: string;
  /** Days that a created bucket keeps its rows; null = for ever. Default: 800, 3653, for ever. */
  readonly retentionDays?: Readonly<Partial<Record<Bucket, number | null>>>;
  /** How long a failing write is tried again before it is given back, ms. Default 10,000. */
  readonly patienceMs?: number;
  /** Longest silence of the server during a request, ms. Default 20,000. */
  readonly timeoutMs?: number;
  /** Send bodies gzipped. Default: unless the server is on this machine. */
  readonly isCompressed?: boolean;
  /** Epoch ms by the clock that retention counts from. */
  readonly now?: () => number;
  /** [0, 1); spreads retries. */
  readonly random?: () => number;
  readonly events?: InfluxEvents;
}

/** How long a bucket keeps its rows and how much time one of its shards holds. */
export interface Keeping {
  readonly days: number | null;
  readonly shardDays: number;
}

const DEFAULTS: Readonly<Record<Bucket, Keeping>> = {
  raw: { days: 800, shardDays: 7 },
  windows: { days: 3653, shardDays: 28 },
  kpi: { days: null, shardDays: 364 },
};

export const BUCKETS: readonly Bucket[] = ['raw', 'windows', 'kpi'];
export const DAY_MS = 86_400_000;

/** What a bucket is created with. */
export function keepingOf(options: InfluxOptions, bucket: Bucket): Keeping {
  const days = options.retentionDays?.[bucket];
  return days === undefined ? DEFAULTS[bucket] : { ...DEFAULTS[bucket], days };
}

/** What differs between the generations of InfluxDB. Every method throws InfluxFailure. */
export interface InfluxApi {
  /** Path and parameters of a write. */
  writePath(bucket: Bucket): string;
  /** Parameters of a query in InfluxQL. */
  queryParameters(bucket: Bucket): Readonly<Record<string, string>>;
  /** Makes sure that we may use every bucket, creating what is missing; learns how long each keeps its rows. */
  prepare(): Promise<void>;
  /** Milliseconds that a bucket keeps rows, as the server says; null = for ever, or not known. */
  keptMs(bucket: Bucket): number | null;
  /** Drops whole shards that end at or before `before`; returns the time from which everything is kept. */
  dropBefore(bucket: Bucket, before: number): Promise<number>;
}
