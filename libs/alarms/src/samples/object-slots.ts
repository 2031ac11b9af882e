import { isExcluded, owed, type Watched } from './object.js';
import type { Slot, SlotTable } from './slots.js';

/** What counts of an object in one slot. */
export interface CountedSlot {
  /** Devices that no operator has marked as not to be counted. */
  readonly devices: Watched['devices'];
  /** Readings that they owe. */
  readonly owes: number;
  /** What came of them. */
  readonly came: readonly Slot[];
}

/** Slots of one object, each worked out once: the window of a day's mean goes over each of them 288 times. */
export class ObjectSlots {
  private readonly known = new Map<number, CountedSlot>();

  constructor(
    private readonly watched: Watched,
    private readonly table: SlotTable,
  ) {}

  at(start: number): CountedSlot {
    const known = this.known.get(start);
    if (known !== undefined) return known;
    const devices = this.watched.devices.filter((device) => !isExcluded(device, start));
    const came = devices.flatMap(({ id }) => this.table.at(id, start) ?? []);
    const made = { devices, owes: owed(devices, start), came };
    this.known.set(start, made);
    return made;
  }
}
