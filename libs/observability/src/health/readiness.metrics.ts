import type { Metrics } from '../metrics.js';
import type { Readiness, ReadyState } from './readiness.js';

/** One answer serves the metrics that are read together, ms. */
const SHARED_FOR_MS = 1_000;

/** Publishes what `/ready` says, so that an alert can rest on it. */
export function publishReadiness(readiness: Readiness, metrics: Metrics): void {
  let askedAt = -Infinity;
  let state: Promise<ReadyState> | null = null;
  const ask = (): Promise<ReadyState> => {
    const now = performance.now();
    if (state === null || now - askedAt > SHARED_FOR_MS) {
      askedAt = now;
      state = readiness.state();
    }
    return state;
  };
  metrics.gauge('nhippho_ready', '1 while this check of /ready passes', ['check'], async (gauge) => {
    const { checks } = await ask();
    for (const [check, { ok }] of Object.entries(checks)) gauge.set({ check }, ok ? 1 : 0);
  });
  metrics.gauge(
    'nhippho_warnings',
    'Warnings of /ready, e.g. that there is one copy of the data',
    [],
    async (gauge) => gauge.set((await ask()).warnings.length),
  );
}
