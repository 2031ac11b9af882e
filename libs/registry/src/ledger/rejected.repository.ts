import { Injectable } from '@nestjs/common';
import type { RejectedRow } from '../model.js';
import { Registry } from '../registry.js';

/** Identity of a rejected reading: where its message stands in ❶ and its place in the message's array. */
export interface RejectedKey {
  readonly partition: number;
  readonly offset: number;
  readonly index: number;
}

export interface RejectedQuery {
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
  readonly limit: number;
  /** Only rows that come after this one in the list's order (newest first). */
  readonly before?: (RejectedKey & { readonly at: number }) | undefined;
}

export type ListedRejected = RejectedRow & { readonly replayedAt: number | null };

/** The list of rejected readings, newest first. */
@Injectable()
export class RejectedRepository {
  constructor(private readonly registry: Registry) {}

  list(query: RejectedQuery): Promise<ListedRejected[]> {
    throw new Error(`${query.limit} ${this.registry.health().detail}`);
  }

  listedCount(device: string, reason: string, hour: number): Promise<number> {
    throw new Error(`${device} ${reason} ${hour}`);
  }

  countsForHour(hour: number): Promise<Map<`${string}|${string}`, number>> {
    throw new Error(`${hour}`);
  }

  prune(before: number): Promise<number> {
    throw new Error(`${before}`);
  }

  markReplayed(key: RejectedKey, at: number): Promise<boolean> {
    throw new Error(`${key.offset} ${at}`);
  }
}
