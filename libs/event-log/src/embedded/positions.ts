import type { ProtectedGroups } from '../consumer/protected-groups.js';
import type { Slot } from './layout.js';

/** Where consumer groups stand; what lies before the slowest may be dropped. */
export class Positions {
  private readonly known = new Map<string, Map<string, number>>();

  constructor(private readonly protectedGroups: ProtectedGroups) {}

  set(slot: Slot, group: string, position: number): void {
    const groups = this.known.get(slot.name) ?? new Map<string, number>();
    groups.set(group, position);
    this.known.set(slot.name, groups);
  }

  /** Offset before which nobody needs the partition's records; Infinity when no group reads it. */
  slowest(slot: Slot): number {
    const groups = this.known.get(slot.name);
    // A declared group that was not assigned yet may stand anywhere: it protects everything.
    for (const group of this.protectedGroups[slot.topic] ?? []) if (!groups?.has(group)) return 0;
    return groups ? Math.min(...groups.values()) : Infinity;
  }
}
