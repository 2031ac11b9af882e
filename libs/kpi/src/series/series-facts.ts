import type { Period } from '@app/contracts';
import { parseInstant } from '../time/civil.js';

/** How sure a published number is; `plan` is what somebody wants it to be, and never counts as a value. */
export type SeriesStatus = 'estimate' | 'preliminary' | 'official' | 'reference' | 'plan';

/** A published value of a socio-economic series, as the registry holds it. */
export interface PublishedValue {
  readonly indicator: string;
  readonly set: string;
  readonly area: string;
  readonly period: Period;
  /** First local day of the period, `YYYY-MM-DD`. */
  readonly from: string;
  /** In the series' unit; null where only a range was published. */
  readonly value: number | null;
  readonly status: SeriesStatus;
  readonly revision: number;
}

/** One value that a formula used. */
export interface SeriesFact {
  readonly value: number;
  readonly status: SeriesStatus;
  readonly revision: number;
}

/**
 * Published values by series, reporting set, area and period. They join on equal set and period only: a yearly value is not
 * spread over months, nor a range taken for a number. [KPI reference facts §4.1]
 */
export interface SeriesFacts {
  /** The newest published value of the period that starts at `from` (epoch ms); null when none is known. */
  fact(indicator: string, set: string, area: string, period: Period, from: number): SeriesFact | null;
  /** Its number in the series' unit. */
  value(indicator: string, set: string, area: string, period: Period, from: number): number | null;
}

/** Published values in memory. Immutable; built anew when something is imported. */
export class SeriesIndex implements SeriesFacts {
  private readonly facts = new Map<string, SeriesFact>();

  constructor(values: readonly PublishedValue[]) {
    for (const { indicator, set, area, period, from, value, status, revision } of values) {
      const at = parseInstant(from);
      if (value === null || status === 'plan' || at === null) continue;
      const key = keyOf(indicator, set, area, period, at);
      if ((this.facts.get(key)?.revision ?? -1) < revision) this.facts.set(key, { value, status, revision });
    }
  }

  fact(indicator: string, set: string, area: string, period: Period, from: number): SeriesFact | null {
    return this.facts.get(keyOf(indicator, set, area, period, from)) ?? null;
  }

  value(indicator: string, set: string, area: string, period: Period, from: number): number | null {
    return this.fact(indicator, set, area, period, from)?.value ?? null;
  }
}

function keyOf(indicator: string, set: string, area: string, period: Period, from: number): string {
  return `${indicator}|${set}|${area}|${period}|${from}`;
}
