import { REJECT_REASONS, type RejectReason } from '@app/contracts';
import type { Veto } from '@app/registry';

const keyOf = (offset: number, index: number): string => `${offset}:${index}`;

/** The vetoes of a cycle that is repeated, found by message and index. */
export class Vetoes {
  private readonly byReading = new Map<string, Veto[]>();

  constructor(readonly all: readonly Veto[]) {
    for (const veto of all) {
      const key = keyOf(veto.offset, veto.index);
      const list = this.byReading.get(key) ?? [];
      list.push(veto);
      this.byReading.set(key, list);
    }
  }

  of(offset: number, index: number): readonly Veto[] {
    return this.byReading.size === 0 ? [] : (this.byReading.get(keyOf(offset, index)) ?? []);
  }
}

/** The reason as one of the closed list; what an older version wrote becomes `store_refused`. */
export function reasonOf(veto: Veto): RejectReason {
  return REJECT_REASONS.find((reason) => reason === veto.reason) ?? 'store_refused';
}
