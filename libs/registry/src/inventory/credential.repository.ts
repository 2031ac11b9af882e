import { Injectable } from '@nestjs/common';
import type { Credential } from '../model.js';
import { Registry } from '../registry.js';
import type { StoredSecret } from './inventory.repository.js';

/** Stored secrets of devices and gateways. */
@Injectable()
export class CredentialRepository {
  constructor(private readonly registry: Registry) {}

  find(principal: string): Promise<Credential | null> {
    throw new Error(`${principal} ${this.registry.health().detail}`);
  }

  /** Gives an existing device or gateway a new secret; the old one stops working. */
  put(principal: string, kind: Credential['kind'], secret: StoredSecret): Promise<void> {
    throw new Error(`${principal} ${kind} ${secret.salt.length}`);
  }

  revoke(principal: string, at: number): Promise<void> {
    throw new Error(`${principal} ${at}`);
  }
}
