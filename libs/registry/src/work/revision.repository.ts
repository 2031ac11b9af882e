import { Injectable } from '@nestjs/common';
import { Registry } from '../registry.js';

export interface RevisionRow {
  /** `kpi|area|period|from|set`. */
  readonly cell: string;
  /** Digest of the inputs. */
  readonly digest: string;
  readonly revision: number;
  readonly reason: string | null;
  readonly body: unknown;
  readonly at: number;
}

@Injectable()
export class RevisionRepository {
  constructor(private readonly registry: Registry) {}

  append(rows: readonly RevisionRow[]): Promise<void> {
    throw new Error(`${rows.length} ${this.registry.health().detail}`);
  }

  latest(cells: readonly string[]): Promise<Map<string, { revision: number; digest: string }>> {
    throw new Error(`${cells.length}`);
  }

  list(cell: string): Promise<RevisionRow[]> {
    throw new Error(cell);
  }
}
