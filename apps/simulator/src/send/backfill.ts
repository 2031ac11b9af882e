import { setTimeout as wait } from 'node:timers/promises';
import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import type { HourPlanner } from '../plan/hour-planner.js';
import type { Message } from '../plan/message.js';
import type { Counters } from './counters.js';
import type { IngestClient } from './ingest-client.js';
import type { Gap } from './state-file.js';

const MAX_BATCH_BYTES = 780_000;
const MAX_BATCH_READINGS = 3_000;

/** Sends the past through the HTTP ingest, oldest first, at most `perSecond` readings a second. */
export class Backfill {
  private elements: string[] = [];
  private bytes = 0;
  private readyAt = 0;
  /** Time up to which everything has been accepted. */
  private cursor = 0;

  constructor(
    private readonly planner: HourPlanner,
    private readonly client: IngestClient,
    private readonly perSecond: number,
    private readonly counters: Counters,
  ) {}

  /**
   * Sends what is due in (gap.from, gap.to]. `progress` is told the time up to which all has been accepted. Returns
   * early, with the rest unsent, when `signal` aborts.
   */
  async sendGap(gap: Gap, signal: AbortSignal, progress: (until: number) => void): Promise<void> {
    let carried: Message[] = [];
    // Longest interval: a quarter of an hour; what ends in the gap began at most that long before it.
    const first = Math.floor((gap.from - QUARTER_MS) / HOUR_MS) * HOUR_MS;
    for (let hour = first; hour <= gap.to && !signal.aborted; hour += HOUR_MS) {
      const planned = (await this.planner.plan(hour)).filter(({ at }) => at > gap.from && at <= gap.to);
      const due = [...carried, ...planned].toSorted((a, b) => a.at - b.at);
      // What is due only after this hour waits for the next one, so that a device's readings stay in order.
      carried = due.filter(({ at }) => at > hour + HOUR_MS);
      await this.sendAll(due, hour + HOUR_MS, signal, progress);
    }
    for (const message of carried) await this.add(message, signal, progress);
    await this.flush(signal);
    if (!signal.aborted) progress(gap.to);
  }

  private async sendAll(
    due: readonly Message[],
    until: number,
    signal: AbortSignal,
    progress: (until: number) => void,
  ): Promise<void> {
    for (const message of due) {
      if (signal.aborted) return;
      if (message.at <= until) await this.add(message, signal, progress);
    }
  }

  private async add(message: Message, signal: AbortSignal, progress: (until: number) => void): Promise<void> {
    for (const reading of message.readings) {
      const element = JSON.stringify(
        message.corrupt ? { device: message.device, ts: 'corrupt' } : { device: message.device, ...reading },
      );
      if (this.elements.length >= MAX_BATCH_READINGS || this.bytes + element.length > MAX_BATCH_BYTES) {
        await this.flush(signal);
        if (signal.aborted) return;
        progress(this.cursor);
      }
      this.elements.push(element);
      this.bytes += element.length + 1;
    }
    // Others may be due in the same millisecond: only what lies before it is complete.
    this.cursor = message.at - 1;
  }

  private async flush(signal: AbortSignal): Promise<void> {
    const count = this.elements.length;
    if (count === 0) return;
    const body = `[${this.elements.join(',')}]`;
    this.elements = [];
    this.bytes = 0;
    await wait(Math.max(0, this.readyAt - Date.now()), undefined, { signal }).catch(() => undefined);
    this.readyAt = Math.max(Date.now(), this.readyAt) + (count / this.perSecond) * 1000;
    const outcome = await this.client.post(body, signal);
    if (outcome === 'accepted') this.counters.backfilled += count;
    else if (outcome === 'refused') this.counters.backfillRefused += count;
  }
}
