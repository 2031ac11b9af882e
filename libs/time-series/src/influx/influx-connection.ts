import { type Bucket, TimeSeriesError } from '../time-series.port.js';
import { type InfluxApi, type InfluxOptions } from './influx-api.js';
import { HealthWatch, type Kind } from './health-watch.js';
import { failureOf, type InfluxFailure } from './influx-errors.js';
import { type InfluxEvents, NO_EVENTS } from './influx-events.js';
import { InfluxHttp } from './influx-http.js';
import { query } from './influx-query.js';
import { Influx1Api } from './influx1-api.js';
import { Influx2Api } from './influx2-api.js';
import { Patience, SETTLE_MS, Waits } from './patience.js';
import type { SeriesPiece } from './row-collector.js';

const READ_CONNECTIONS = 6;
const WRITE_CONNECTIONS = 3;
const TIMEOUT_MS = 20_000;
/** How long a failing request is tried again. Readers repeat by themselves, and somebody waits for them. */
const WRITE_PATIENCE_MS = 10_000;
const READ_PATIENCE_MS = 2000;
const OPEN_PATIENCE_MS = 30_000;
/** Rows are refused as too old a little before InfluxDB would, whose clock may differ. */
const RETENTION_MARGIN_MS = 600_000;

/** Sends a query and gives the answer's series one by one. */
export type QuerySender = (bucket: Bucket, statements: readonly string[]) => AsyncIterable<SeriesPiece>;

/** The server as the adapter sees it: requests are tried again while that may help, and its health is followed. */
export class InfluxConnection {
  private readonly reader: InfluxHttp;
  private readonly writer: InfluxHttp;
  private readonly api: InfluxApi;
  private readonly waits = new Waits();
  private readonly isCompressed: boolean;
  private readonly now: () => number;
  private readonly random: () => number;
  private readonly events: InfluxEvents;
  private readonly watch: HealthWatch;
  private isHurried = false;
  /** A write got no answer: a server that was frozen may still do it. */
  private isUnsettled = false;

  constructor(private readonly options: InfluxOptions) {
    const { url, version, timeoutMs = TIMEOUT_MS } = options;
    const http = { url, timeoutMs, authorization: authorizationOf(options) };
    this.reader = new InfluxHttp({ ...http, connections: READ_CONNECTIONS });
    this.writer = new InfluxHttp({ ...http, connections: WRITE_CONNECTIONS });
    this.api = version === '1' ? new Influx1Api(this.reader, options) : new Influx2Api(this.reader, options);
    this.isCompressed = options.isCompressed ?? !isLocal(url);
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
    this.events = options.events ?? NO_EVENTS;
    this.watch = new HealthWatch(() => this.api.prepare(), this.events);
  }

  /** What is wrong, in words; null = nothing. */
  get trouble(): string | null {
    return this.watch.trouble;
  }

  /** Waits for a server that is still starting. @throws InfluxFailure */
  prepare(): Promise<void> {
    return this.persist('read', OPEN_PATIENCE_MS, () => this.api.prepare());
  }

  /** Stores lines. @throws InfluxFailure */
  put(bucket: Bucket, lines: Buffer): Promise<void> {
    const path = this.api.writePath(bucket);
    return this.persist('write', this.options.patienceMs ?? WRITE_PATIENCE_MS, async () => {
      if (this.isUnsettled) await this.settle();
      await this.writer.write(path, lines, this.isCompressed);
    });
  }

  /** Runs a piece of reading, from its beginning again when a request fails on the way. @throws InfluxFailure */
  reading<T>(read: (query: QuerySender) => Promise<T>): Promise<T> {
    const send: QuerySender = (bucket, statements) =>
      query(this.reader, this.api.queryParameters(bucket), statements);
    const budgetMs = Math.min(READ_PATIENCE_MS, this.options.patienceMs ?? Infinity);
    return this.persist('read', budgetMs, () => read(send));
  }

  dropBefore(bucket: Bucket, before: number): Promise<number> {
    return this.api.dropBefore(bucket, before);
  }

  /** Epoch ms from which on a bucket keeps rows now. */
  keptFrom(bucket: Bucket): number {
    const kept = this.api.keptMs(bucket);
    return kept === null ? -Infinity : this.now() - kept + RETENTION_MARGIN_MS;
  }

  /** From now on nothing is tried again. */
  hurry(): void {
    this.isHurried = true;
    this.waits.endAll();
    this.watch.stop();
  }

  close(): void {
    this.hurry();
    this.reader.close();
    this.writer.close();
  }

  private async persist<T>(kind: Kind, budgetMs: number, attempt: () => Promise<T>): Promise<T> {
    const patience = new Patience(budgetMs, () => performance.now(), this.random);
    for (;;) {
      const since = performance.now();
      const done = (outcome: Parameters<InfluxEvents['requestDone']>[1]): void =>
        this.events.requestDone(kind, outcome, (performance.now() - since) / 1000);
      try {
        const result = await attempt();
        done('ok');
        this.watch.succeeded(kind);
        return result;
      } catch (error) {
        if (error instanceof TimeSeriesError) throw error;
        const failure = failureOf(error);
        done(failure.trouble);
        if (failure.trouble === 'rows' || failure.trouble === 'large') throw failure;
        this.watch.failed(kind, failure);
        if (kind === 'write' && failure.isUnsettled) this.isUnsettled = true;
        const wait = isPassing(failure) && !this.isHurried ? patience.next(failure) : null;
        if (wait === null) throw failure;
        await this.waits.wait(wait);
        // A server that was set up anew has lost its database.
        if (failure.trouble === 'missing') await this.api.prepare().catch(() => undefined);
      }
    }
  }

  /** Waits until the server answers, and then a while, for what it may still be doing: no older value may come later. */
  private async settle(): Promise<void> {
    await this.api.prepare();
    await this.waits.wait(SETTLE_MS);
    this.isUnsettled = false;
  }
}

function isPassing({ trouble }: InfluxFailure): boolean {
  return trouble === 'down' || trouble === 'busy' || trouble === 'missing';
}

/** 1.x takes a user's name and password in the Basic scheme, whatever its version; 2.x a token. */
function authorizationOf({ version, token, user, password }: InfluxOptions): string | null {
  if (version === '2') return token ? `Token ${token}` : null;
  if (!user) return null;
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`, 'utf8').toString('base64')}`;
}

function isLocal(url: string): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);
}
