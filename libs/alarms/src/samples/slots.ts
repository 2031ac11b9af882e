/** Length of the intervals that rules look at: that of a window. */
export const SLOT_MS = 300_000;

/** What the windows of one device, all lanes together, say of a measure in one slot. */
export interface Slot {
  /** Readings that carry the measure. */
  readonly n: number;
  /** A mean is num / den; a sum is num. */
  readonly num: number;
  readonly den: number;
  readonly min: number;
  readonly max: number;
}

const NONE: Slot = { n: 0, num: 0, den: 0, min: NaN, max: NaN };

/** Columns of window rows as the time series gives them. */
export interface SlotColumns {
  readonly length: number;
  readonly times: Float64Array;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, Float64Array>>;
}

/** Fields of a measure's windows by what they are in a slot; null: the kind has none. */
export interface SlotFields {
  readonly n: string;
  readonly num: string;
  readonly den: string | null;
  readonly min: string | null;
  readonly max: string | null;
}

/** Slots by device and start. */
export class SlotTable {
  private readonly devices = new Map<string, Map<number, Slot>>();

  constructor(columns: SlotColumns, fields: SlotFields) {
    const value = (name: string | null, row: number): number =>
      name === null ? NaN : (columns.fields[name]?.[row] ?? NaN);
    const devices = columns.tags['device'] ?? [];
    for (let row = 0; row < columns.length; row++) {
      const n = value(fields.n, row);
      if (!(n > 0)) continue;
      const slots = this.slotsOf(devices[row] ?? '');
      const start = columns.times[row] ?? 0;
      const before = slots.get(start) ?? NONE;
      slots.set(start, {
        n: before.n + n,
        num: before.num + orZero(value(fields.num, row)),
        den: before.den + (fields.den === null ? 0 : orZero(value(fields.den, row))),
        min: least(before.min, value(fields.min, row)),
        max: most(before.max, value(fields.max, row)),
      });
    }
  }

  /** Undefined: no reading. */
  at(device: string, start: number): Slot | undefined {
    return this.devices.get(device)?.get(start);
  }

  private slotsOf(device: string): Map<number, Slot> {
    const known = this.devices.get(device);
    if (known !== undefined) return known;
    const made = new Map<number, Slot>();
    this.devices.set(device, made);
    return made;
  }
}

/** Slots added up. */
export function addSlots(a: Slot, b: Slot): Slot {
  return {
    n: a.n + b.n,
    num: a.num + b.num,
    den: a.den + b.den,
    min: least(a.min, b.min),
    max: most(a.max, b.max),
  };
}

export const EMPTY_SLOT = NONE;

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function least(a: number, b: number): number {
  return Number.isNaN(a) || b < a ? b : a;
}

function most(a: number, b: number): number {
  return Number.isNaN(a) || b > a ? b : a;
}

/** Starts of the slots that end in (from, to]. */
export function slotsBetween(from: number, to: number): number[] {
  const starts: number[] = [];
  for (let start = Math.floor(from / SLOT_MS) * SLOT_MS; start + SLOT_MS <= to; start += SLOT_MS)
    if (start + SLOT_MS > from) starts.push(start);
  return starts;
}
