import type { Finality, Quality } from '@app/contracts';

/** A period is final this long after its end. [DESIGN §2.4] */
export const FINAL_AFTER_MS = 600_000;

export interface MinCompleteness {
  readonly ok: number;
  readonly partial: number;
}

export const DEFAULT_MIN_COMPLETENESS: MinCompleteness = { ok: 0.75, partial: 0.5 };

/** Quality by completeness, with the thresholds included. A rounding error of 1e-9 doesn't decide it. */
export function qualityOf(completeness: number, min: MinCompleteness = DEFAULT_MIN_COMPLETENESS): Quality {
  if (completeness >= min.ok - 1e-9) return 'ok';
  return completeness >= min.partial - 1e-9 ? 'partial' : 'insufficient';
}

/** `final` from ten minutes after the period's end on. Signing is not decided here. */
export function finalityOf(periodEnd: number, now: number): Exclude<Finality, 'signed'> {
  return now >= periodEnd + FINAL_AFTER_MS ? 'final' : 'provisional';
}
