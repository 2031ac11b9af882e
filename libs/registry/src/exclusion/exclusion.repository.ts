import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { WINDOW_MS } from '@app/contracts';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';

export interface NewExclusion {
  readonly device: string;
  /** Epoch ms; snapped outwards to 5-minute windows. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'faulty' | 'maintenance';
  readonly reason: string;
  readonly by: string;
}

export interface Exclusion extends NewExclusion {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: number | null;
}

/** Longer than this it is no interval but a device to be retired. */
const LONGEST_MS = 400 * 86_400_000;

const COLUMNS = `id, device, from_time AS "from", to_time AS "to", kind, reason, made_by AS by, made_at AS at,
  withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt"`;

/** Times whose readings of a device don't count. A row is never deleted: it is withdrawn. [DESIGN 7] */
@Injectable()
export class ExclusionRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** @throws RegistryError REGISTRY_INVALID for an empty or too long interval, REGISTRY_NOT_FOUND for the device. */
  async create(given: NewExclusion): Promise<Exclusion> {
    const from = Math.floor(given.from / WINDOW_MS) * WINDOW_MS;
    const to = Math.ceil(given.to / WINDOW_MS) * WINDOW_MS;
    if (!(given.from < given.to)) throw invalid('to: must lie after from');
    if (to - from > LONGEST_MS) throw invalid('to: at most 400 days after from; retire the device instead');
    return this.edit(given.device, async (sql, now) => {
      const [known] = await sql('SELECT 1 FROM device WHERE id = $1', [given.device]);
      if (known === undefined)
        throw new RegistryError('REGISTRY_NOT_FOUND', `device: no device ${given.device}`);
      return sql<Exclusion>(
        `INSERT INTO exclusion (device, from_time, to_time, kind, reason, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
        [given.device, from, to, given.kind, given.reason.normalize('NFC'), given.by, now],
      );
    });
  }

  /** The device that an exclusion is about; '' when there is none. */
  async deviceOf(id: number): Promise<string> {
    const [found] = await this.registry.query<{ device: string }>(
      'SELECT device FROM exclusion WHERE id = $1',
      [id],
    );
    return found?.device ?? '';
  }

  /** Ends its effect as if it had never been; who and when is kept. REGISTRY_NOT_FOUND when there is none in force. */
  async withdraw(id: number, by: string): Promise<Exclusion> {
    const device = await this.deviceOf(id);
    return this.edit(device, async (sql, now) => {
      const rows = await sql<Exclusion>(
        `UPDATE exclusion SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1 AND withdrawn_at IS NULL
         RETURNING ${COLUMNS}`,
        [id, by, now],
      );
      if (rows.length === 0)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no exclusion ${id} is in force`);
      return rows;
    });
  }

  /** By device and time; of one device, and touching [from, to), where given. */
  list(query: {
    readonly devices?: readonly string[] | undefined;
    readonly from?: number | undefined;
    readonly to?: number | undefined;
    readonly withdrawn?: boolean | undefined;
  }): Promise<Exclusion[]> {
    return this.registry.query<Exclusion>(
      `SELECT ${COLUMNS} FROM exclusion
       WHERE ($1::text[] IS NULL OR device = ANY($1)) AND ($2::bigint IS NULL OR to_time > $2)
         AND ($3::bigint IS NULL OR from_time < $3) AND ($4::boolean OR withdrawn_at IS NULL)
       ORDER BY device, from_time, id`,
      [query.devices ?? null, query.from ?? null, query.to ?? null, query.withdrawn ?? false],
    );
  }

  private async edit(
    device: string,
    work: (sql: Sql, now: number) => Promise<Exclusion[]>,
  ): Promise<Exclusion> {
    const now = this.clock.now();
    const [row] = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      const rows = await work(sql, now);
      await noteChange(sql, 'exclusion', device, now);
      return rows;
    });
    this.registry.edited();
    if (row === undefined) throw invalid('the exclusion was not stored');
    return row;
  }
}

function invalid(message: string): RegistryError {
  return new RegistryError('REGISTRY_INVALID', message);
}
