import type { TargetView } from '../../scorecards/targets.schemas.js';
import { numberVi, unitVi } from './words.js';

const SIGNS = { le: '≤', lt: '<', ge: '≥', gt: '>' } as const;

/** A target in words: `7–7,5 %/năm (2025)`. */
export function targetText({ comparator, lo, hi, unit, year }: TargetView): string {
  const bound = (value: number | null): string => (value === null ? '' : numberVi(value, decimals(value)));
  const band =
    comparator === 'between' ? `${bound(lo)}–${bound(hi)}` : `${SIGNS[comparator]} ${bound(lo ?? hi)}`;
  return [band, unitVi(unit), year === null ? '' : `(${year})`].filter((part) => part !== '').join(' ');
}

/** Where a target comes from, in Vietnamese where it is our own proposal. */
export function targetSource({ basis, sourceDoc }: TargetView): string {
  if (basis !== 'proposal') return sourceDoc;
  return sourceDoc
    .replace(/^proposed/, 'đề xuất')
    .replace(', after ', ', theo ')
    .replace('; compare ', '; so sánh ');
}

function decimals(value: number): number {
  return Number.isInteger(value) ? 0 : Math.min(3, String(value).split('.')[1]?.length ?? 0);
}
