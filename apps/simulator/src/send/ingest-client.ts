import { setTimeout as wait } from 'node:timers/promises';
import type { Counters } from './counters.js';
import type { Credentials } from './credentials.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const TIMEOUT_MS = 60_000;

/** Posts batches to the HTTP ingest with the gateway's credential. */
export class IngestClient {
  private readonly url: string;
  private readonly authorization: string;

  constructor(
    credentials: Pick<Credentials, 'http' | 'gateway'>,
    private readonly counters: Counters,
  ) {
    const { id, secret } = credentials.gateway;
    this.url = new URL('/ingest/v1/telemetry', credentials.http).href;
    this.authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  }

  /**
   * Posts one JSON array. Tries again, ever slower, while the platform is away or busy; a refusal (4xx) is final.
   * `aborted`: nobody knows whether it was taken.
   */
  async post(body: string, signal: AbortSignal): Promise<'accepted' | 'refused' | 'aborted'> {
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const response = await fetch(this.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: this.authorization },
          body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        const text = await response.text();
        if (response.ok) return 'accepted';
        this.counters.lastProblem = `backfill: ${response.status} ${text.slice(0, 200)}`;
        if (response.status < 500 && response.status !== 429 && response.status !== 408) return 'refused';
      } catch (error) {
        this.counters.lastProblem = `backfill: ${error instanceof Error ? error.message : String(error)}`;
      }
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
    return 'aborted';
  }
}
