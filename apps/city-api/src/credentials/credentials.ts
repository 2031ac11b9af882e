import { Injectable } from '@nestjs/common';
import { generateCredential } from '@app/access';
import { Clock } from '@app/config';
import { formatLocal } from '@app/kpi';
import { type Credential, CredentialRepository, InventoryCache } from '@app/registry';
import type { z } from 'zod';
import type { rotatedSchema, storedCredentialSchema } from './credential.schemas.js';

type Kind = Credential['kind'];
type StoredCredential = z.infer<typeof storedCredentialSchema>;

/** Credentials of devices and gateways, as the outside sees and changes them. */
@Injectable()
export class Credentials {
  constructor(
    private readonly repository: CredentialRepository,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** The newest first; also those that are over. */
  async list(principal: string): Promise<StoredCredential[]> {
    const now = this.clock.now();
    const time = (ms: number | null): string | null => (ms === null ? null : formatLocal(ms));
    return (await this.repository.history(principal)).map(({ id, createdAt, expiresAt, revokedAt }) => ({
      id,
      createdAt: formatLocal(createdAt),
      expiresAt: time(expiresAt),
      revokedAt: time(revokedAt),
      inForce: revokedAt === null && (expiresAt === null || expiresAt > now),
    }));
  }

  async rotate(principal: string, kind: Kind, overlapS: number): Promise<z.infer<typeof rotatedSchema>> {
    const { secret, salt, hash } = generateCredential();
    const made = await this.repository.rotate(principal, kind, { salt, hash }, overlapS * 1000);
    await this.cache.refresh();
    return {
      id: principal,
      credential: secret,
      credentialId: made.id,
      othersUntil: formatLocal(made.othersUntil),
    };
  }

  /** One, or all of them; sessions that came with it end within a second or two. */
  async revoke(principal: string, kind: Kind, id: string | null): Promise<void> {
    await this.repository.revoke(principal, kind, id);
    await this.cache.refresh();
  }
}
