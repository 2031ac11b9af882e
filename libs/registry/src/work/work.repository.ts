import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

/** A cell to evaluate: all KPIs of a domain over one period. */
export interface WorkKey {
  readonly domain: string;
  readonly level: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Start of the period, epoch ms. */
  readonly from: number;
  readonly dueAt: number;
}

export type ClaimedWork = WorkKey & { readonly seq: number };

@Injectable()
export class WorkRepository {
  constructor(private readonly registry: Registry) {}

  add(keys: readonly WorkKey[]): Promise<void> {
    throw new Error(`${keys.length} ${this.registry.health().detail}`);
  }

  claim(owner: string, now: number, limit: number, leaseMs: number): Promise<ClaimedWork[]> {
    throw new Error(`${owner} ${now} ${limit} ${leaseMs}`);
  }

  done(rows: readonly Pick<ClaimedWork, 'domain' | 'level' | 'from' | 'seq'>[]): Promise<void> {
    throw new Error(`${rows.length}`);
  }

  depth(): Promise<number> {
    throw new Error('depth');
  }
}
