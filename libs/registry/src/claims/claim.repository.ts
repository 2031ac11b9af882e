import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { EDIT_LOCK } from '../inventory/change-log.js';
import { insertDevice } from '../inventory/insert-device.js';
import { insertStation } from '../inventory/insert-station.js';
import type { NewDevice, NewStation, StoredSecret } from '../inventory/new-inventory.js';
import type { Device } from '../model.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { ClaimBatch, ClaimCode, NewClaimBatch, NewClaimCode } from './claim.js';

const BATCH = `b.id, b.note, b.profile, b.cadence_s AS "cadenceS", b.area, b.station, b.made_by AS "madeBy",
  b.made_at AS "madeAt", b.expires_at AS "expiresAt", b.revoked_at AS "revokedAt"`;

type CodeRow = Omit<ClaimCode, 'id' | 'batch'> & { readonly code: string } & ClaimCode['batch'];

/** Claim codes: made in batches, each claimed once by the device that then is registered. */
@Injectable()
export class ClaimRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Keeps a batch with its codes: all of them or none. */
  async add(batch: NewClaimBatch, codes: readonly NewClaimCode[]): Promise<void> {
    await this.registry.transaction(async (sql) => {
      await sql(
        `INSERT INTO claim_batch (id, note, profile, cadence_s, area, station, made_by, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          batch.id,
          batch.note.normalize('NFC'),
          batch.profile,
          batch.cadenceS,
          batch.area,
          batch.station,
          batch.madeBy.normalize('NFC'),
          this.clock.now(),
          batch.expiresAt,
        ],
      );
      for (const { id, device, secret } of codes)
        await sql('INSERT INTO claim_code (id, batch, device, salt, hash) VALUES ($1, $2, $3, $4, $5)', [
          id,
          batch.id,
          device,
          Buffer.from(secret.salt),
          Buffer.from(secret.hash),
        ]);
    });
    this.registry.edited();
  }

  /** The newest first. */
  list(): Promise<ClaimBatch[]> {
    return this.registry.query<ClaimBatch>(
      `SELECT ${BATCH}, count(c.id) AS codes, count(c.claimed_at) AS claimed
       FROM claim_batch b JOIN claim_code c ON c.batch = b.id GROUP BY b.id ORDER BY b.made_at DESC, b.id`,
    );
  }

  async batch(id: string): Promise<ClaimBatch | null> {
    return (await this.list()).find((one) => one.id === id) ?? null;
  }

  /** A code by its public part, whatever became of it. */
  async find(code: string): Promise<ClaimCode | null> {
    const [row] = await this.registry.query<CodeRow>(
      `SELECT c.id AS code, c.device, c.salt, c.hash, c.claimed_at AS "claimedAt", ${BATCH}
       FROM claim_code c JOIN claim_batch b ON b.id = c.batch WHERE c.id = $1`,
      [code],
    );
    if (row === undefined) return null;
    const { code: id, device, salt, hash, claimedAt, ...batch } = row;
    return { id, device, salt, hash, claimedAt, batch };
  }

  /**
   * Registers the device of a code, and its station where that is new: the code is spent with it, or neither is done.
   * @returns null when somebody else claimed it first, or it is over by now
   */
  async claim(
    code: string,
    station: NewStation | null,
    device: NewDevice,
    secret: StoredSecret,
  ): Promise<Device | null> {
    const claimed = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const now = this.clock.now();
      const spent = await sql(
        `UPDATE claim_code c SET claimed_at = $2 FROM claim_batch b
         WHERE c.id = $1 AND c.claimed_at IS NULL AND b.id = c.batch AND b.revoked_at IS NULL AND b.expires_at > $2::bigint
         RETURNING c.id`,
        [code, now],
      );
      if (spent.length === 0) return null;
      if (station !== null) await insertStation(sql, station, now);
      return insertDevice(sql, device, secret, now);
    });
    if (claimed !== null) this.registry.edited();
    return claimed;
  }

  /** What is left of a batch can be claimed no more. REGISTRY_NOT_FOUND where none can be. */
  async revoke(batch: string): Promise<void> {
    const rows = await this.registry.query(
      'UPDATE claim_batch SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [batch, this.clock.now()],
    );
    if (rows.length === 0)
      throw new RegistryError('REGISTRY_NOT_FOUND', `id: no batch ${batch} of claim codes is in force`);
    this.registry.edited();
  }
}
