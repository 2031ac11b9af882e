import type { Station, StationFact } from '../model.js';
import type { Sql } from '../sql.js';
import { noteChange } from './change-log.js';
import { checkStation } from './inventory-rules.js';
import type { NewStation } from './new-inventory.js';
import { taken } from './taken.js';

/** Registers a station, in a transaction that holds the edit lock. Throws RegistryError naming the field that is wrong. */
export async function insertStation(sql: Sql, input: NewStation, now: number): Promise<Station> {
  checkStation(input);
  const [row] = await sql<{ no: number }>(
    `INSERT INTO station (id, name, kind, lat, lon, area_override, virtual, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING no`,
    [
      input.id,
      input.name.normalize('NFC'),
      input.kind,
      input.lat,
      input.lon,
      input.areaOverride === undefined ? null : JSON.stringify(input.areaOverride),
      input.virtual ?? false,
      now,
    ],
  );
  if (row === undefined) throw taken('station', input.id);
  const facts = factsOf(input);
  await sql(
    `INSERT INTO station_fact (station, key, valid_from, valid_to, value)
     SELECT $1, key, "validFrom", "validTo", value FROM jsonb_to_recordset($2::jsonb)
       AS f(key text, "validFrom" bigint, "validTo" bigint, value jsonb)`,
    [input.id, JSON.stringify(facts)],
  );
  await noteChange(sql, 'station', input.id, now);
  const { id, name, kind, lat, lon } = input;
  return {
    id,
    no: row.no,
    name: name.normalize('NFC'),
    kind,
    lat,
    lon,
    facts,
    areaOverride: input.areaOverride ?? null,
    virtual: input.virtual ?? false,
  };
}

function factsOf(input: NewStation): StationFact[] {
  const segment: StationFact[] =
    input.segment === undefined
      ? []
      : [{ key: 'segment', value: input.segment, validFrom: 0, validTo: null }];
  return [...segment, ...(input.facts ?? [])];
}
