/** What the methods need to know of the registry. Structural, so that the registry's read models fit as they are. */

export interface ActiveInterval {
  readonly from: number;
  readonly to: number | null;
}

export interface DatedFact {
  readonly key: string;
  readonly value: unknown;
  readonly validFrom: number;
  readonly validTo: number | null;
}

/** A time whose readings don't count, snapped to 5-minute windows. [DESIGN §7] */
export interface KpiExclusion {
  readonly from: number;
  readonly to: number;
}

export interface KpiDevice {
  readonly id: string;
  readonly cadenceS: number;
  /** Registered lanes; empty: one datastream without a lane. */
  readonly lanes: readonly number[];
  readonly direction: string;
  /** When it was in service and not under maintenance. */
  readonly active: readonly ActiveInterval[];
  /** When it was faulty or under maintenance: its windows of then are left out. */
  readonly excluded: readonly KpiExclusion[];
  /** Keys of the measures it reports; null: all of its family. */
  readonly measures: ReadonlySet<string> | null;
  /**
   * Where in its cadence the device's intervals start (start modulo cadence, ms), learned from its newest
   * reading; null until it has one. Only running periods look at it.
   */
  readonly phaseMs: number | null;
}

export interface KpiStation {
  readonly id: string;
  /** Small number of its own, for `place`. */
  readonly no: number;
  readonly family: string;
  readonly facts: readonly DatedFact[];
  readonly devices: readonly KpiDevice[];
}

/** The fact's value that holds at a moment; undefined when none does. The latest row wins where two overlap. */
export function factAt(station: KpiStation, key: string, at: number): unknown {
  let found: DatedFact | undefined;
  for (const fact of station.facts) {
    if (fact.key !== key || fact.validFrom > at || (fact.validTo !== null && fact.validTo <= at)) continue;
    if (found === undefined || fact.validFrom >= found.validFrom) found = fact;
  }
  return found?.value;
}

/** Milliseconds of [from, to) in which a device was in service. */
export function activeMs(device: Pick<KpiDevice, 'active'>, from: number, to: number): number {
  let sum = 0;
  for (const interval of device.active) {
    sum += Math.max(0, Math.min(to, interval.to ?? Infinity) - Math.max(from, interval.from));
  }
  return sum;
}
