import type { Bucket } from '../time-series.port.js';
import { BUCKETS, DAY_MS, type InfluxApi, type InfluxOptions, keepingOf } from './influx-api.js';
import { failureOf, InfluxFailure } from './influx-errors.js';
import type { InfluxHttp } from './influx-http.js';
import { query } from './influx-query.js';

type Row = Readonly<Record<string, unknown>>;

/** InfluxDB 1.x: a database with one retention policy a bucket. */
export class Influx1Api implements InfluxApi {
  private readonly kept = new Map<Bucket, number | null>();

  constructor(
    private readonly http: InfluxHttp,
    private readonly options: InfluxOptions,
  ) {}

  writePath(bucket: Bucket): string {
    return `/write?db=${this.options.database}&rp=${bucket}&precision=ms`;
  }

  queryParameters(bucket: Bucket): Readonly<Record<string, string>> {
    return { db: this.options.database, rp: bucket };
  }

  async prepare(): Promise<void> {
    const found = await this.policies();
    if (found === null) await this.create(`CREATE DATABASE "${this.options.database}"`);
    for (const bucket of BUCKETS) {
      const policy = found?.get(bucket);
      if (policy === undefined) await this.createPolicy(bucket);
      else this.kept.set(bucket, durationMs(policy));
    }
  }

  keptMs(bucket: Bucket): number | null {
    return this.kept.get(bucket) ?? null;
  }

  async dropBefore(bucket: Bucket, before: number): Promise<number> {
    const shards = (await this.rows('SHOW SHARDS')).filter(
      (row) => row['database'] === this.options.database && row['retention_policy'] === bucket,
    );
    let kept = before;
    for (const shard of shards) {
      if (Date.parse(String(shard['end_time'])) <= before)
        await this.rows(`DROP SHARD ${Number(shard['id'])}`);
      else kept = Math.min(kept, Date.parse(String(shard['start_time'])));
    }
    return kept;
  }

  /** Duration of each retention policy; null when there is no such database. */
  private async policies(): Promise<ReadonlyMap<string, string> | null> {
    try {
      const rows = await this.rows(`SHOW RETENTION POLICIES ON "${this.options.database}"`);
      return new Map(rows.map((row) => [String(row['name']), String(row['duration'])]));
    } catch (error) {
      if (failureOf(error).trouble === 'missing') return null;
      throw error;
    }
  }

  private async createPolicy(bucket: Bucket): Promise<void> {
    const { days, shardDays } = keepingOf(this.options, bucket);
    const duration = days === null ? 'INF' : `${days}d`;
    await this.create(
      `CREATE RETENTION POLICY "${bucket}" ON "${this.options.database}" ` +
        `DURATION ${duration} REPLICATION 1 SHARD DURATION ${shardDays}d`,
    );
    this.kept.set(bucket, days === null ? null : days * DAY_MS);
  }

  private async create(statement: string): Promise<void> {
    try {
      await this.rows(statement);
    } catch (error) {
      const { trouble, message, retryAfterS, isUnsettled } = failureOf(error);
      const isRefused = trouble === 'denied' || trouble === 'protocol';
      const advice = isRefused ? `; let an administrator run: ${statement}` : '';
      throw new InfluxFailure(trouble, message + advice, retryAfterS, isUnsettled, { cause: error });
    }
  }

  private async rows(statement: string): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const { columns, values = [] } of query(this.http, {}, [statement])) {
      for (const row of values) rows.push(Object.fromEntries(columns.map((column, i) => [column, row[i]])));
    }
    return rows;
  }
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** Milliseconds of a duration such as `19200h0m0s`; null for 0, which means for ever. */
function durationMs(text: string): number | null {
  let ms = 0;
  for (const [, count, unit = ''] of text.matchAll(/(\d+)([hms])/g)) ms += Number(count) * (UNITS[unit] ?? 0);
  return ms > 0 ? ms : null;
}
