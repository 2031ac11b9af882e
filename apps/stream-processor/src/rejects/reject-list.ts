import type { RejectedRepository, RejectedRow } from '@app/registry';
import { HOUR_MS } from '@app/ledger';
import type { Refusal } from './refusal.js';

/** Rows listed per device, reason and hour of arrival; the rest is counted only. */
const LISTED_PER_HOUR = 100;
/** Bytes of the payload that a row shows. */
const SHOWN_BYTES = 4096;
/** Hours whose counts are kept in memory. */
const HOURS_KEPT = 48;

/** What of a cycle's refusals is listed. */
export interface Listing {
  readonly rows: readonly RejectedRow[];
  /** Refusals beyond the hourly limit. */
  readonly unlisted: number;
}

/** Decides which refusals of a partition are listed. */
export class RejectList {
  private readonly hours = new Map<number, Map<string, number>>();

  constructor(
    private readonly partition: number,
    private readonly repository: Pick<RejectedRepository, 'countsForHour'>,
  ) {}

  /** One row per message and index (its first refusal), at most LISTED_PER_HOUR per device, reason and hour. */
  async admit(refusals: readonly Refusal[]): Promise<Listing> {
    const rows: RejectedRow[] = [];
    let unlisted = 0;
    let last: Refusal | null = null;
    for (const refusal of refusals) {
      if (last !== null && last.record === refusal.record && last.index === refusal.index) continue;
      last = refusal;
      const device = refusal.record.headers['device'] ?? '';
      const counts = await this.countsOf(refusal.record.timestamp);
      const key = `${device}|${refusal.reason}`;
      const listed = counts.get(key) ?? 0;
      if (listed >= LISTED_PER_HOUR) {
        unlisted++;
        continue;
      }
      counts.set(key, listed + 1);
      rows.push(this.row(refusal, device));
    }
    return { rows, unlisted };
  }

  /** Forgets what was counted; it is read again when needed. */
  clear(): void {
    this.hours.clear();
  }

  private row({ record, index, reason, detail }: Refusal, device: string): RejectedRow {
    return {
      partition: this.partition,
      offset: record.offset,
      index,
      at: record.timestamp,
      device,
      topic: record.headers['topic'] ?? '',
      reason,
      detail,
      bytes: record.value.subarray(0, SHOWN_BYTES),
    };
  }

  private async countsOf(arrival: number): Promise<Map<string, number>> {
    const hour = arrival - (arrival % HOUR_MS);
    let counts = this.hours.get(hour);
    if (counts === undefined) {
      counts = new Map(await this.repository.countsForHour(hour));
      if (this.hours.size >= HOURS_KEPT) this.hours.delete(Math.min(...this.hours.keys()));
      this.hours.set(hour, counts);
    }
    return counts;
  }
}
