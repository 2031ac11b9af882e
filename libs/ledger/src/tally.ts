import type { LedgerDelta, Veto } from '@app/registry';

/** Length of an hour of arrival, milliseconds. */
export const HOUR_MS = 3_600_000;

/** Counts of one device and one hour of arrival while a cycle runs. Unit: readings. */
export class TallyLine {
  stored = 0;
  corrected = 0;
  duplicate = 0;
  privacyDropped = 0;
  /** Decisions about this line's readings that a repeat of the cycle must not take again. */
  readonly vetoes: Veto[] = [];
  private readonly reasons = new Map<string, number>();

  constructor(
    readonly device: string,
    /** Start of the hour of arrival, epoch ms. */
    readonly hour: number,
  ) {}

  /** Counts `n` readings as rejected for `reason`; a negative `n` takes them back. */
  reject(reason: string, n = 1): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + n);
  }

  /** All readings that this line accounts for. */
  get received(): number {
    let sum = this.stored + this.corrected + this.duplicate;
    for (const n of this.reasons.values()) sum += n;
    return sum;
  }

  /** The line as the registry keeps it. */
  delta(): LedgerDelta {
    const { device, hour, stored, corrected, duplicate, privacyDropped } = this;
    const rejected = Object.fromEntries([...this.reasons].filter(([, n]) => n !== 0));
    const delta = { device, hour, stored, corrected, duplicate, rejected, privacyDropped };
    return this.vetoes.length > 0 ? { ...delta, vetoes: [...this.vetoes] } : delta;
  }
}

/** The ledger lines of one commit cycle. [DESIGN 2.2] */
export class Tally {
  private readonly lines = new Map<string, TallyLine[]>();

  /** The line of a device and the hour that `arrival` (epoch ms) falls in. */
  line(device: string, arrival: number): TallyLine {
    const hour = arrival - (arrival % HOUR_MS);
    let lines = this.lines.get(device);
    if (lines === undefined) {
      lines = [];
      this.lines.set(device, lines);
    }
    // A cycle spans one hour of arrival, seldom two: the newest line is nearly always the one.
    for (let i = lines.length - 1; i >= 0; i--) {
      const line = lines[i];
      if (line?.hour === hour) return line;
    }
    const line = new TallyLine(device, hour);
    lines.push(line);
    return line;
  }

  /** Every line that counts anything. */
  deltas(): LedgerDelta[] {
    const all: LedgerDelta[] = [];
    for (const lines of this.lines.values()) {
      for (const line of lines) {
        if (line.received > 0 || line.privacyDropped > 0) all.push(line.delta());
      }
    }
    return all;
  }

  /** Readings accounted for, over all lines. */
  get received(): number {
    let sum = 0;
    for (const lines of this.lines.values()) for (const line of lines) sum += line.received;
    return sum;
  }
}
