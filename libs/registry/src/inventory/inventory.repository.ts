import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Device, InventorySnapshot, Station } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { EDIT_LOCK, noteChange } from './change-log.js';
import { insertCredential } from './credential.sql.js';
import { insertDevice } from './insert-device.js';
import { insertStation } from './insert-station.js';
import { checkId } from './inventory-rules.js';
import type { NewDevice, NewStation, RegistryChange, StoredSecret } from './new-inventory.js';
import { readSnapshot } from './read-snapshot.js';
import { refuseTakenPrincipal, taken } from './taken.js';

/** Stations, devices and gateways. Every write throws RegistryError naming the field that is wrong. */
@Injectable()
export class InventoryRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  async createStation(input: NewStation): Promise<Station> {
    const now = this.clock.now();
    return this.edit((sql) => insertStation(sql, input, now));
  }

  /**
   * Says in which area of a set a station lies, whatever the outlines say (for one near a border); null: by its
   * coordinates again. The area must be one of the set's.
   */
  async placeStation(id: string, set: string, area: string | null): Promise<void> {
    await this.edit(async (sql) => {
      const [known] = await sql<{ station: boolean; area: boolean }>(
        `SELECT EXISTS (SELECT 1 FROM station WHERE id = $1) AS station,
           EXISTS (SELECT 1 FROM area WHERE set = $2 AND (code = $3 OR $3::text IS NULL)) AS area`,
        [id, set, area],
      );
      if (known?.station !== true)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no station ${id} is registered`);
      if (!known.area)
        throw new RegistryError(
          'REGISTRY_INVALID',
          `area: no area ${area ?? 'at all'} in reporting set ${set}`,
        );
      await sql(
        `UPDATE station SET area_override = nullif(CASE WHEN $3::text IS NULL THEN coalesce(area_override, '{}') - $2
           ELSE coalesce(area_override, '{}') || jsonb_build_object($2::text, $3::text) END, '{}'::jsonb) WHERE id = $1`,
        [id, set, area],
      );
      await noteChange(sql, 'station', id, this.clock.now());
    });
  }

  /** Registers a device with the credential that it will show. It is in service from `activeFrom` on. */
  async createDevice(input: NewDevice, secret: StoredSecret): Promise<Device> {
    const now = this.clock.now();
    return this.edit((sql) => insertDevice(sql, input, secret, now));
  }

  async createGateway(id: string, secret: StoredSecret): Promise<void> {
    checkId('id', id);
    const now = this.clock.now();
    await this.edit(async (sql) => {
      const known = await sql(
        'SELECT 1 FROM gateway WHERE id = $1 UNION ALL SELECT 1 FROM device WHERE id = $1',
        [id],
      );
      if (known.length > 0) throw taken('gateway', id);
      await refuseTakenPrincipal(sql, id);
      await sql('INSERT INTO gateway (id, created_at) VALUES ($1, $2)', [id, now]);
      await insertCredential(sql, { id: randomUUID(), principal: id, kind: 'gateway' }, secret, now);
      await noteChange(sql, 'gateway', id, now);
    });
  }

  /**
   * Takes a device out of service from `at` on and revokes its credentials; its readings stay.
   * @throws RegistryError REGISTRY_CONFLICT when it is out of service by then, REGISTRY_NOT_FOUND when it isn't registered
   */
  async retireDevice(id: string, at: number): Promise<void> {
    const now = this.clock.now();
    await this.edit(async (sql) => {
      const rows = await sql(
        `UPDATE device_interval SET active_to = greatest($2::bigint, active_from)
         WHERE device = $1 AND (active_to IS NULL OR active_to > $2::bigint) RETURNING device`,
        [id, at],
      );
      if (rows.length === 0) {
        const known = await sql('SELECT 1 FROM device WHERE id = $1', [id]);
        throw known.length === 0
          ? new RegistryError('REGISTRY_NOT_FOUND', `id: no device ${id} is registered`)
          : new RegistryError('REGISTRY_CONFLICT', `id: device ${id} is out of service already`);
      }
      await noteChange(sql, 'device', id, now);
      const revoked = await sql(
        `UPDATE credential SET revoked_at = $2 WHERE principal = $1 AND kind = 'device' AND revoked_at IS NULL RETURNING id`,
        [id, now],
      );
      if (revoked.length > 0) await noteChange(sql, 'credential', id, now);
    });
  }

  /** The inventory as of one moment. Services read `InventoryCache` instead. */
  snapshot(): Promise<InventorySnapshot> {
    return this.registry.transaction(async (sql) => {
      await sql('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return readSnapshot(sql);
    });
  }

  /** Changes after `seq`, oldest first. */
  changesSince(seq: number, limit = 10_000): Promise<readonly RegistryChange[]> {
    return this.registry.query<RegistryChange>(
      'SELECT seq, kind, key FROM change WHERE seq > $1 ORDER BY seq LIMIT $2',
      [seq, limit],
    );
  }

  /**
   * Puts the devices of the simulated city into service from `now` on, or out of it. Repeating changes nothing; an
   * earlier `now` extends the running service backwards (for a backfill).
   */
  async setVirtualActive(active: boolean, now: number): Promise<void> {
    await this.edit(async (sql) => {
      const rows = active ? await this.startVirtual(sql, now) : await this.stopVirtual(sql, now);
      if (rows > 0) await noteChange(sql, 'virtual', active ? 'on' : 'off', this.clock.now());
    });
  }

  private async startVirtual(sql: Sql, now: number): Promise<number> {
    const earlier = await sql(
      `UPDATE device_interval i SET active_from = greatest($1::bigint, coalesce((SELECT max(p.active_to)
         FROM device_interval p WHERE p.device = i.device AND p.active_from < i.active_from), $1::bigint))
       FROM device d WHERE d.id = i.device AND d.virtual AND i.active_to IS NULL AND i.active_from > $1::bigint
         AND coalesce((SELECT max(p.active_to) FROM device_interval p
           WHERE p.device = i.device AND p.active_from < i.active_from), $1::bigint) < i.active_from
       RETURNING i.device`,
      [now],
    );
    const started = await sql(
      `INSERT INTO device_interval (device, active_from, active_to)
       SELECT id, greatest($1::bigint, (SELECT max(active_to) FROM device_interval i WHERE i.device = id)), NULL
       FROM device d WHERE virtual AND NOT EXISTS (SELECT 1 FROM device_interval i
         WHERE i.device = d.id AND i.active_to IS NULL)
       ON CONFLICT (device, active_from) DO UPDATE SET active_to = NULL RETURNING device`,
      [now],
    );
    return earlier.length + started.length;
  }

  private async stopVirtual(sql: Sql, now: number): Promise<number> {
    const rows = await sql(
      `UPDATE device_interval i SET active_to = greatest($1::bigint, i.active_from)
       FROM device d WHERE d.id = i.device AND d.virtual AND i.active_to IS NULL RETURNING i.device`,
      [now],
    );
    return rows.length;
  }

  private async edit<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const result = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      return work(sql);
    });
    this.registry.edited();
    return result;
  }
}
