import { Injectable } from '@nestjs/common';
import { DOMAINS, HOUR_MS } from '@app/kpi';
import type { ClaimedWork } from '@app/registry';
import { HourPreparer, type PreparedHours } from '../evaluation/prepared-hours.js';

/** Fewer hours of a day are read one by one. */
const WORTH_IT = 4;
const MAX_ROWS = 100;
/** Well within a lease. */
const KEEP_MS = 20_000;

interface Ahead {
  readonly hours: PreparedHours;
  /** On the monotonic clock. */
  readonly until: number;
}

type Marked = Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'seq'>;

/**
 * What has been read for leased hours before their turn. It is good for the very mark that it was read for: what arrived
 * since has marked the hour again.
 */
@Injectable()
export class ReadAhead {
  private readonly rows = new Map<string, Ahead>();

  constructor(private readonly preparer: HourPreparer) {}

  /** Hours of one domain and day. Does nothing for few of them, or when they have been read. */
  async prepare(rows: readonly ClaimedWork[]): Promise<void> {
    const news = rows.filter((row) => !this.rows.has(keyOf(row)));
    const domain = DOMAINS.get(news[0]?.domain ?? '');
    if (domain === undefined || news.length < WORTH_IT) return;
    const starts = news.map(({ from }) => from);
    const hours = await this.preparer.prepare(domain, Math.min(...starts), Math.max(...starts) + HOUR_MS);
    if (this.rows.size > MAX_ROWS) this.rows.clear();
    const until = performance.now() + KEEP_MS;
    for (const row of news) this.rows.set(keyOf(row), { hours, until });
  }

  /** For the evaluation of a mark, once. */
  take(row: Marked): PreparedHours | undefined {
    const key = keyOf(row);
    const found = this.rows.get(key);
    this.rows.delete(key);
    return found === undefined || found.until < performance.now() ? undefined : found.hours;
  }
}

function keyOf({ domain, from, seq }: Marked): string {
  return `${domain}|${from}|${seq}`;
}
