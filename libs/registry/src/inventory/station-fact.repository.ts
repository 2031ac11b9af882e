import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { StationFact } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import { stationFactsSchema } from '../seed/inventory.schema.js';
import { EDIT_LOCK, noteChange } from './change-log.js';

export const STATION_FACT_KEYS = Object.keys(stationFactsSchema.shape) as readonly StationFact['key'][];

/** Facts of stations (segment, flood levels, lamps …): rows with validity, never updated in place. */
@Injectable()
export class StationFactRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a fact of a station. From its `validFrom` on it rules over those that begin earlier. Throws RegistryError: no
   * such station, a value that doesn't fit the key, a fact of that key that begins at the same moment.
   */
  async record(station: string, fact: StationFact): Promise<void> {
    const value = checked(fact);
    const now = this.clock.now();
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const known = await sql('SELECT 1 FROM station WHERE id = $1', [station]);
      if (known.length === 0) throw new RegistryError('REGISTRY_NOT_FOUND', `id: no station ${station}`);
      const rows = await sql(
        `INSERT INTO station_fact (station, key, valid_from, valid_to, value) VALUES ($1, $2, $3, $4, $5::jsonb)
         ON CONFLICT (station, key, valid_from) DO NOTHING RETURNING key`,
        [station, fact.key, fact.validFrom, fact.validTo, JSON.stringify(value)],
      );
      if (rows.length === 0) {
        throw new RegistryError(
          'REGISTRY_CONFLICT',
          `validFrom: ${fact.key} of ${station} has a value from that moment on; facts are never changed in place`,
        );
      }
      await noteChange(sql, 'station', station, now);
    });
    this.registry.edited();
  }
}

function checked({ key, value, validFrom, validTo }: StationFact): unknown {
  const refuse = (detail: string): never => {
    throw new RegistryError('REGISTRY_INVALID', detail);
  };
  if (!STATION_FACT_KEYS.includes(key)) refuse(`key: one of ${STATION_FACT_KEYS.join(', ')}`);
  if (validTo !== null && validTo <= validFrom) refuse('validTo: later than validFrom');
  const result = stationFactsSchema.safeParse({ [key]: value });
  if (result.success) return result.data[key];
  const issue = result.error.issues[0];
  return refuse(`${['value', ...(issue?.path.slice(1) ?? [])].join('.')}: ${issue?.message ?? 'not valid'}`);
}
