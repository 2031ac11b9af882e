import type { Seeds } from '../seed/seeds.js';
import type { Sql } from '../sql.js';

/**
 * Stations with their facts, and devices. What is registered stays as it is: a station that moves or a device that
 * changes is a new one. A fact with another value closes the one in force. Virtual devices come inactive.
 */
export async function importInventory(sql: Sql, seeds: Seeds, now: number): Promise<void> {
  const stations = JSON.stringify(seeds.stations);
  await sql(
    `INSERT INTO station (id, name, kind, lat, lon, area_override, virtual, created_at)
     SELECT id, name, kind, lat, lon, NULLIF("areaOverride", 'null'::jsonb), virtual, $2::bigint
     FROM jsonb_to_recordset($1::jsonb) AS s(id text, name text, kind text, lat double precision,
       lon double precision, "areaOverride" jsonb, virtual boolean)
     ON CONFLICT (id) DO NOTHING`,
    [stations, now],
  );
  await importFacts(sql, seeds, now);
  await sql(
    `INSERT INTO gateway (id, created_at)
     SELECT DISTINCT gateway, $2::bigint FROM jsonb_to_recordset($1::jsonb) AS d(gateway text)
     WHERE gateway IS NOT NULL ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(seeds.devices), now],
  );
  await sql(
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS d(id text, station text, profile text, codec text, "cadenceS" int,
         lanes int[], direction text, "activeFrom" bigint, gateway text, virtual boolean)
     ), added AS (
       INSERT INTO device (id, station, profile, codec, cadence_s, lanes, direction, gateway, virtual, created_at)
       SELECT id, station, profile, codec, "cadenceS", lanes, direction, gateway, virtual, $2::bigint FROM given
       ON CONFLICT (id) DO NOTHING RETURNING id
     )
     INSERT INTO device_interval (device, active_from, active_to)
     SELECT id, coalesce("activeFrom", $2::bigint), NULL FROM given JOIN added USING (id) WHERE NOT virtual`,
    [JSON.stringify(seeds.devices), now],
  );
}

async function importFacts(sql: Sql, seeds: Seeds, now: number): Promise<void> {
  const facts = JSON.stringify(
    seeds.stations.flatMap(({ id, facts }) => facts.map((fact) => ({ station: id, ...fact }))),
  );
  const given = `jsonb_to_recordset($1::jsonb)
    AS g(station text, key text, value jsonb, "validFrom" bigint, "validTo" bigint)`;
  await sql(
    `UPDATE station_fact f SET valid_to = $2 FROM ${given}
     WHERE f.station = g.station AND f.key = g.key AND f.valid_to IS NULL AND f.valid_from < $2
       AND f.value <> g.value AND g."validTo" IS NULL`,
    [facts, now],
  );
  await sql(
    `INSERT INTO station_fact (station, key, valid_from, valid_to, value)
     SELECT station, key, CASE WHEN EXISTS (SELECT 1 FROM station_fact f
         WHERE f.station = g.station AND f.key = g.key AND f.valid_from = g."validFrom")
       THEN $2::bigint ELSE "validFrom" END, "validTo", value
     FROM ${given}
     WHERE NOT EXISTS (SELECT 1 FROM station_fact f WHERE f.station = g.station AND f.key = g.key
       AND f.value = g.value AND f.valid_to IS NOT DISTINCT FROM g."validTo")
     ON CONFLICT (station, key, valid_from) DO NOTHING`,
    [facts, now],
  );
}
