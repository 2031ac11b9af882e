import type { RejectReason } from '@app/contracts';
import type { Decoded } from './decoded.js';

const MAX_DETAIL = 120;

const PLAIN = /^[ -~]*$/;

/** Shortens to 120 characters and puts `?` for control characters, bidirectional marks and lone surrogates. */
export function printable(text: string): string {
  const cut = text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL - 1)}…` : text;
  if (PLAIN.test(cut)) return cut;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '?');
}

/** A message that is rejected as a whole: it counts as one. */
export function rejected(reason: RejectReason, detail: string): Decoded {
  return {
    readings: [],
    faults: [{ index: -1, whole: true, reason, detail: printable(detail) }],
    privacyDropped: 0,
    count: 1,
  };
}
