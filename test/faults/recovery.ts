import { eventually } from '../../libs/testing/src/eventually.js';
import type { Load } from '../support/load.js';
import { PARTITIONS } from './ownership.js';
import type { City } from './world/city.js';

const WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 100;

/**
 * Resolves when every service is ready, less than a second's load waits to be processed, and a second's load was
 * acknowledged after `acknowledgedBefore` were. @throws when that takes three minutes
 */
export async function recovered(city: City, load: Load, acknowledgedBefore: number): Promise<void> {
  const { rate } = load.options;
  await eventually(
    'the city to recover',
    async () => {
      const acknowledged = load.acknowledged - acknowledgedBefore;
      if (acknowledged < rate) throw new Error(`only ${acknowledged} acknowledged since`);
      for (const service of city.services) await service.mustBeReady();
      const left = await waiting(city);
      if (left > rate) throw new Error(`${left} records wait to be processed`);
      return true;
    },
    WITHIN_MS,
    LOOK_EVERY_MS,
  );
}

/** Records that wait for stream processors or the KPI service; Infinity while some partition is nobody's. */
async function waiting(city: City): Promise<number> {
  const lags = await Promise.all([
    ...city.processors.map((processor) => processor.metric('nhippho_processor_lag_records')),
    city.kpi.metric('nhippho_kpi_lag_records'),
  ]);
  const owned = lags.slice(0, -1).reduce((sum, lag) => sum + lag.size, 0);
  if (owned < PARTITIONS) return Infinity;
  return lags.flatMap((lag) => [...lag.values()]).reduce((sum, lag) => sum + lag, 0);
}
