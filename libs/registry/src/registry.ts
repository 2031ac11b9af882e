import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { RegistryOptions } from './registry-options.js';

/** The database behind all repositories: PGlite in a folder, or a PostgreSQL server. */
@Injectable()
export class Registry {
  constructor(private readonly options: RegistryOptions) {}

  /** Opens (creating, migrating, restoring and seeding as needed). */
  open(): Promise<void> {
    throw new Error(`opening ${this.options.engine}`);
  }

  close(): Promise<void> {
    throw new Error('closing');
  }

  /** True while queries succeed; with the reason in words when not. Has no side effect. */
  health(): { readonly ok: boolean; readonly detail: string } {
    throw new Error('health');
  }

  /** Writes a synced dump (PGlite only; elsewhere a no-op). */
  dump(): Promise<void> {
    throw new Error('dumping');
  }

  get dataSource(): DataSource {
    throw new Error('not open');
  }
}
