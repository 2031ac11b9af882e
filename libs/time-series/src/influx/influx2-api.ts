import { z } from 'zod';
import type { Bucket } from '../time-series.port.js';
import { BUCKETS, DAY_MS, type InfluxApi, type InfluxOptions, keepingOf } from './influx-api.js';
import { failureOf, InfluxFailure } from './influx-errors.js';
import type { InfluxHttp } from './influx-http.js';

const bucketSchema = z.object({
  name: z.string(),
  retentionRules: z
    .array(z.object({ everySeconds: z.number(), shardGroupDurationSeconds: z.number().optional() }))
    .default([]),
});
const bucketsSchema = z.object({ buckets: z.array(bucketSchema).default([]) });
const orgsSchema = z.object({ orgs: z.array(z.object({ id: z.string() })).min(1) });

/** Shard groups begin at multiples of their length since the year 1. */
const YEAR_1_MS = -62_135_596_800_000;

/** InfluxDB 2.x: buckets `database/raw` …, which InfluxQL finds as database and retention policy by their names. */
export class Influx2Api implements InfluxApi {
  private readonly kept = new Map<Bucket, number | null>();
  private readonly shardMs = new Map<Bucket, number>();

  constructor(
    private readonly http: InfluxHttp,
    private readonly options: InfluxOptions,
  ) {}

  writePath(bucket: Bucket): string {
    return `/api/v2/write?${this.scope(bucket)}&precision=ms`;
  }

  queryParameters(bucket: Bucket): Readonly<Record<string, string>> {
    return { db: this.options.database, rp: bucket };
  }

  async prepare(): Promise<void> {
    for (const bucket of BUCKETS) {
      const rule = (await this.find(bucket)) ?? (await this.create(bucket));
      this.kept.set(bucket, rule.everySeconds > 0 ? rule.everySeconds * 1000 : null);
      this.shardMs.set(bucket, rule.shardGroupDurationSeconds * 1000);
    }
  }

  keptMs(bucket: Bucket): number | null {
    return this.kept.get(bucket) ?? null;
  }

  async dropBefore(bucket: Bucket, before: number): Promise<number> {
    const shardMs = this.shardMs.get(bucket) ?? keepingOf(this.options, bucket).shardDays * DAY_MS;
    const kept = Math.floor((before - YEAR_1_MS) / shardMs) * shardMs + YEAR_1_MS;
    if (kept <= 0) return before;
    await this.http.json('POST', `/api/v2/delete?${this.scope(bucket)}`, {
      start: new Date(0).toISOString(),
      // The end belongs to what is deleted.
      stop: new Date(kept - 1).toISOString(),
    });
    return kept;
  }

  private async find(bucket: Bucket): Promise<Rule | null> {
    const { org } = this.options;
    const name = this.nameOf(bucket);
    const path = `/api/v2/buckets?${new URLSearchParams({ org: org ?? '', name }).toString()}`;
    try {
      const { buckets } = bucketsSchema.parse(await this.http.json('GET', path));
      const found = buckets.find((one) => one.name === name);
      return found === undefined ? null : ruleOf(found.retentionRules[0], this.options, bucket);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.trouble === 'missing' && /bucket/i.test(failure.message)) return null;
      throw failure;
    }
  }

  private async create(bucket: Bucket): Promise<Rule> {
    const rule = ruleOf(undefined, this.options, bucket);
    const name = this.nameOf(bucket);
    try {
      const path = `/api/v2/orgs?${new URLSearchParams({ org: this.options.org ?? '' }).toString()}`;
      const { orgs } = orgsSchema.parse(await this.http.json('GET', path));
      const body = { orgID: orgs[0]?.id, name, retentionRules: [{ type: 'expire', ...rule }] };
      await this.http.json('POST', '/api/v2/buckets', body);
    } catch (error) {
      const { trouble, message, retryAfterS, isUnsettled } = failureOf(error);
      // Another service made it meanwhile.
      const made = trouble === 'rows' || trouble === 'protocol' ? await this.find(bucket) : null;
      if (made !== null) return made;
      const advice =
        trouble === 'denied' ? `; create the bucket "${name}", or use a token that may create buckets` : '';
      throw new InfluxFailure(trouble, message + advice, retryAfterS, isUnsettled, { cause: error });
    }
    return rule;
  }

  private nameOf(bucket: Bucket): string {
    return `${this.options.database}/${bucket}`;
  }

  private scope(bucket: Bucket): string {
    return new URLSearchParams({ org: this.options.org ?? '', bucket: this.nameOf(bucket) }).toString();
  }
}

interface Rule {
  /** 0 = for ever. */
  readonly everySeconds: number;
  readonly shardGroupDurationSeconds: number;
}

function ruleOf(
  found:
    { readonly everySeconds: number; readonly shardGroupDurationSeconds?: number | undefined } | undefined,
  options: InfluxOptions,
  bucket: Bucket,
): Rule {
  const { days, shardDays } = keepingOf(options, bucket);
  return {
    everySeconds: found?.everySeconds ?? (days ?? 0) * 86_400,
    shardGroupDurationSeconds: found?.shardGroupDurationSeconds ?? shardDays * 86_400,
  };
}
