import type { SignedPeriod } from '@app/kpi';
import type { CodecChange, CodecVersion } from '@app/telemetry';
import { readAreaFacts } from './area-fact.sql.js';
import type {
  Area,
  Device,
  ExcludedInterval,
  Interval,
  InventorySnapshot,
  Profile,
  Quarantine,
  ReportingSet,
  Station,
  StationFact,
} from '../model.js';
import type { Sql } from '../sql.js';

type StationRow = Omit<Station, 'facts'>;
type DeviceRow = Omit<Device, 'family' | 'codec' | 'codecChanges' | 'active' | 'excluded' | 'quarantines'> & {
  readonly codec: string | null;
};

/** Reads the whole inventory as of one moment: call it in a REPEATABLE READ transaction. */
export async function readSnapshot(sql: Sql): Promise<InventorySnapshot> {
  const [newest] = await sql<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM change');
  const profiles = new Map((await readProfiles(sql)).map((profile) => [profile.id, profile]));
  const stations = await readStations(sql);
  const devices = await readDevices(sql, profiles);
  const gateways = await sql<{ id: string }>('SELECT id FROM gateway ORDER BY id');
  return {
    revision: newest?.seq ?? 0,
    stations: new Map(stations.map((station) => [station.id, station])),
    devices: new Map(devices.map((device) => [device.id, device])),
    gateways: new Set(gateways.map((gateway) => gateway.id)),
    profiles,
    codecs: await sql<CodecVersion>(
      `SELECT key AS id, version, valid_from AS "validFrom", body->>'family' AS family, body->'mapping' AS mapping
       FROM catalogue_row WHERE kind = 'codec' ORDER BY key, version`,
    ),
    sets: await readSets(sql),
    areas: await readAreas(sql),
    areaFacts: await readAreaFacts(sql),
    devicesOfStation: grouped(devices, (device) => device.station),
    signed: await sql<SignedPeriod>(
      `SELECT id, set, area, from_time AS "from", to_time AS "to" FROM signature WHERE checked_at IS NOT NULL ORDER BY id`,
    ),
  };
}

async function readProfiles(sql: Sql): Promise<Profile[]> {
  const rows = await sql<{ body: Profile }>(
    `SELECT body FROM catalogue_row WHERE kind = 'profile' AND valid_to IS NULL ORDER BY position, key`,
  );
  return rows.map((row) => row.body);
}

async function readStations(sql: Sql): Promise<Station[]> {
  const rows = await sql<StationRow>(
    `SELECT id, no, name, kind, lat, lon, area_override AS "areaOverride", virtual FROM station ORDER BY id`,
  );
  const facts = grouped(
    await sql<StationFact & { station: string }>(
      `SELECT station, key, value, valid_from AS "validFrom", valid_to AS "validTo"
       FROM station_fact ORDER BY station, key, valid_from`,
    ),
    (fact) => fact.station,
  );
  return rows.map((row) => ({
    ...row,
    facts: (facts.get(row.id) ?? []).map(({ station: _station, ...fact }) => fact),
  }));
}

async function readDevices(sql: Sql, profiles: ReadonlyMap<string, Profile>): Promise<Device[]> {
  const rows = await sql<DeviceRow>(
    `SELECT id, station, profile, codec, cadence_s AS "cadenceS", lanes, direction, gateway, virtual
     FROM device ORDER BY id`,
  );
  const active = grouped(
    await sql<Interval & { device: string }>(
      `SELECT device, active_from AS "from", active_to AS "to" FROM device_interval ORDER BY device, active_from`,
    ),
    (interval) => interval.device,
  );
  const excluded = grouped(
    await sql<ExcludedInterval & { device: string }>(
      `SELECT device, from_time AS "from", to_time AS "to", kind FROM exclusion WHERE withdrawn_at IS NULL
       ORDER BY device, from_time, to_time, id`,
    ),
    (interval) => interval.device,
  );
  const codecs = grouped(
    await sql<CodecChange & { device: string }>(
      `SELECT device, valid_from AS "from", codec FROM device_codec ORDER BY device, valid_from`,
    ),
    (change) => change.device,
  );
  const quarantines = grouped(
    await sql<Quarantine & { device: string }>(
      `SELECT device, from_time AS "from", to_time AS "to", reason, made_by AS by FROM device_quarantine
       ORDER BY device, from_time, id`,
    ),
    (quarantine) => quarantine.device,
  );
  return rows.map((row) => ({
    ...row,
    family: profiles.get(row.profile)?.family ?? '',
    codec: row.codec ?? profiles.get(row.profile)?.codec ?? 'native',
    ...(codecs.has(row.id) && {
      codecChanges: codecs.get(row.id)?.map(({ from, codec }) => ({ from, codec })) ?? [],
    }),
    ...(quarantines.has(row.id) && {
      quarantines: quarantines.get(row.id)?.map(({ device: _device, ...rest }) => rest) ?? [],
    }),
    active: (active.get(row.id) ?? []).map(({ from, to }) => ({ from, to })),
    excluded: (excluded.get(row.id) ?? []).map(({ from, to, kind }) => ({ from, to, kind })),
  }));
}

function readSets(sql: Sql): Promise<ReportingSet[]> {
  return sql<ReportingSet>(
    `SELECT id, name_vi AS "nameVi", name_en AS "nameEn", note_vi AS "noteVi", note_en AS "noteEn", status,
       origin FROM reporting_set ORDER BY position, id`,
  );
}

function readAreas(sql: Sql): Promise<Area[]> {
  return sql<Area>(
    `SELECT set, code, name_vi AS "nameVi", name_en AS "nameEn", level, parent, area_km2 AS "areaKm2",
       valid_from AS "validFrom", valid_to AS "validTo", rings
     FROM area ORDER BY set, code, valid_from`,
  );
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
