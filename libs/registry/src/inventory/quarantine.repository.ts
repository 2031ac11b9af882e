import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';
import { EDIT_LOCK, noteChange } from './change-log.js';

/**
 * Begin and end lie so far ahead that every service knows of them before a message with that time of arrival comes by: a
 * commit cycle that is repeated after a crash must decide as it did the first time. Milliseconds.
 */
const AHEAD_MS = 2_000;

/** Devices under suspicion: what they send is taken and listed as rejected, until they are released. */
@Injectable()
export class QuarantineRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Puts a device into quarantine from two seconds on. REGISTRY_CONFLICT when it is in one. */
  async begin(device: string, reason: string, by: string): Promise<void> {
    await this.edit(device, async (sql, now) => {
      const rows = await sql(
        `INSERT INTO device_quarantine (device, from_time, reason, made_by) SELECT id, $2, $3, $4 FROM device WHERE id = $1
         ON CONFLICT (device) WHERE to_time IS NULL DO NOTHING RETURNING id`,
        [device, now + AHEAD_MS, reason.normalize('NFC'), by.normalize('NFC')],
      );
      if (rows.length > 0) return;
      const known = await sql('SELECT 1 FROM device WHERE id = $1', [device]);
      if (known.length === 0)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no device ${device} is registered`);
      throw new RegistryError('REGISTRY_CONFLICT', `id: device ${device} is in quarantine already`);
    });
  }

  /** Releases a device: what it sends from two seconds on counts again. REGISTRY_NOT_FOUND when it is in none. */
  async end(device: string, by: string): Promise<void> {
    await this.edit(device, async (sql, now) => {
      const rows = await sql(
        `UPDATE device_quarantine SET to_time = greatest($2::bigint, from_time), released_by = $3
         WHERE device = $1 AND to_time IS NULL RETURNING id`,
        [device, now + AHEAD_MS, by.normalize('NFC')],
      );
      if (rows.length === 0)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: device ${device} is not in quarantine`);
    });
  }

  private async edit(device: string, work: (sql: Sql, now: number) => Promise<void>): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      await work(sql, now);
      await noteChange(sql, 'device', device, now);
    });
    this.registry.edited();
  }
}
