import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { isBuiltIn } from '@app/telemetry';
import { EDIT_LOCK, noteChange } from '../inventory/change-log.js';
import { checkId } from '../inventory/inventory-rules.js';
import { Registry } from '../registry.js';
import { RegistryError } from '../registry.errors.js';
import type { Sql } from '../sql.js';

/** What is said of a codec's version. The mapping has been checked by whoever hands it over. */
export interface NewCodec {
  readonly id: string;
  readonly family: string;
  readonly nameVi: string;
  readonly nameEn: string;
  /** What changed, in words; '' where nothing is said. */
  readonly note: string;
  readonly mapping: unknown;
  /** Messages that arrive from then on are decoded by it (epoch ms): now or later. Default now. */
  readonly validFrom?: number | undefined;
  readonly by: string;
}

/** One version of a codec; never changed. */
export interface RegisteredCodec extends Omit<NewCodec, 'validFrom'> {
  readonly version: number;
  readonly validFrom: number;
  /** When the next version takes over; null: not yet. */
  readonly validTo: number | null;
}

/** From when on a device sends another format. */
export interface CodecAssignment {
  readonly device: string;
  readonly codec: string;
  /** Messages that arrive from then on (epoch ms): now or later. Default now. */
  readonly from?: number | undefined;
  readonly by: string;
}

/**
 * Mappings of vendors' payloads: rows of the catalogue, one a version, and which device sends which format from when.
 * Nothing takes effect in the past: what was decoded stays as it was decoded, and a repeated cycle decides alike.
 */
@Injectable()
export class CodecRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Every version, by codec, the oldest first. */
  list(): Promise<RegisteredCodec[]> {
    return this.registry.query<RegisteredCodec>(
      `SELECT key AS id, version, valid_from AS "validFrom", valid_to AS "validTo", by, body->>'family' AS family,
         body->>'nameVi' AS "nameVi", body->>'nameEn' AS "nameEn", body->>'note' AS note, body->'mapping' AS mapping
       FROM catalogue_row WHERE kind = 'codec' ORDER BY key, version`,
    );
  }

  /** RegistryError CONFLICT where the name is taken, INVALID for a name or time that can't be. */
  create(codec: NewCodec): Promise<RegisteredCodec> {
    checkId('id', codec.id);
    if (isBuiltIn(codec.id))
      throw new RegistryError('REGISTRY_CONFLICT', `id: ${codec.id} is built into the platform`);
    return this.edit(async (sql, now) => {
      if ((await this.newest(sql, codec.id)) !== null)
        throw new RegistryError('REGISTRY_CONFLICT', `id: there is a codec ${codec.id}; add a version of it`);
      return this.insert(sql, codec, 1, now);
    });
  }

  /** The next version. RegistryError NOT_FOUND without the codec, INVALID for another family or a time that is past. */
  addVersion(codec: NewCodec): Promise<RegisteredCodec> {
    return this.edit(async (sql, now) => {
      const newest = await this.newest(sql, codec.id);
      if (newest === null)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no codec ${codec.id} is registered`);
      if (newest.family !== codec.family)
        throw new RegistryError('REGISTRY_INVALID', `family: ${codec.id} is a codec of ${newest.family}`);
      const from = codec.validFrom ?? now;
      if (from <= newest.validFrom)
        throw new RegistryError('REGISTRY_INVALID', 'validFrom: after that of the version before');
      await sql(`UPDATE catalogue_row SET valid_to = $3 WHERE kind = 'codec' AND key = $1 AND version = $2`, [
        codec.id,
        newest.version,
        from,
      ]);
      return this.insert(sql, codec, newest.version + 1, now);
    });
  }

  /**
   * Lets a device's messages be decoded by a codec from a moment on, which it resolves to: now or later, and after the last
   * such change.
   */
  assign({ device, codec, from: asked, by }: CodecAssignment): Promise<number> {
    return this.edit(async (sql, now) => {
      const from = asked ?? now;
      const [known] = await sql<{ family: string | null; last: number | null }>(
        `SELECT (SELECT body->>'family' FROM catalogue_row WHERE kind = 'profile' AND key = d.profile
             AND valid_to IS NULL) AS family,
           (SELECT max(valid_from) FROM device_codec WHERE device = d.id) AS last
         FROM device d WHERE d.id = $1`,
        [device],
      );
      if (known === undefined)
        throw new RegistryError('REGISTRY_NOT_FOUND', `id: no device ${device} is registered`);
      const newest = await this.newest(sql, codec);
      if (newest === null && !isBuiltIn(codec))
        throw new RegistryError('REGISTRY_INVALID', `codec: no codec ${codec} is registered`);
      if (newest !== null && newest.family !== known.family)
        throw new RegistryError(
          'REGISTRY_INVALID',
          `codec: ${codec} is for ${newest.family}, the device is of ${known.family}`,
        );
      checkNotPast('from', from, now);
      if (known.last !== null && from <= known.last)
        throw new RegistryError('REGISTRY_INVALID', 'from: after the change before');
      await sql('INSERT INTO device_codec (device, valid_from, codec, by, at) VALUES ($1, $2, $3, $4, $5)', [
        device,
        from,
        codec,
        by,
        now,
      ]);
      await noteChange(sql, 'device', device, now);
      return from;
    });
  }

  private async newest(
    sql: Sql,
    id: string,
  ): Promise<{ version: number; validFrom: number; family: string } | null> {
    const [row] = await sql<{ version: number; validFrom: number; family: string }>(
      `SELECT version, valid_from AS "validFrom", body->>'family' AS family FROM catalogue_row
       WHERE kind = 'codec' AND key = $1 ORDER BY version DESC LIMIT 1`,
      [id],
    );
    return row ?? null;
  }

  private async insert(sql: Sql, codec: NewCodec, version: number, now: number): Promise<RegisteredCodec> {
    const { id, by, validFrom = now, ...body } = codec;
    checkNotPast('validFrom', validFrom, now);
    const text = JSON.stringify(body);
    await sql(
      `INSERT INTO catalogue_row (kind, key, version, valid_from, valid_to, origin, digest, position, body, by)
       VALUES ('codec', $1, $2, $3, NULL, 'user', $4, 0, $5::jsonb, $6)`,
      [id, version, validFrom, createHash('sha256').update(text).digest('hex'), text, by],
    );
    await noteChange(sql, 'codec', id, now);
    return { id, version, ...body, validFrom, validTo: null, by };
  }

  private async edit<T>(work: (sql: Sql, now: number) => Promise<T>): Promise<T> {
    const result = await this.registry.transaction(async (sql) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [EDIT_LOCK]);
      return work(sql, this.clock.now());
    });
    this.registry.edited();
    return result;
  }
}

function checkNotPast(field: string, at: number, now: number): void {
  if (at < now)
    throw new RegistryError(
      'REGISTRY_INVALID',
      `${field}: now or later; what arrived before is decoded anew by a replay`,
    );
}
