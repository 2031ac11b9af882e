import type { Finality, KpiItem, Period, Quality } from '@app/contracts';
import { MEMBERS } from '../catalogue.js';
import type { MemberValue } from '../core/finish.js';
import { type Caveat, REASONS, type Reason } from '../core/reasons.js';
import { SERIES_KPIS } from '../series/series-kpis.js';
import { formatLocal } from '../time/civil.js';
import { periodEnd } from '../time/periods.js';

/** A KPI value with its cell, as it is computed and stored: times are epoch ms, the place is a station's number. */
export interface KpiCell extends Omit<MemberValue, 'reason'> {
  readonly area: string;
  readonly period: Period;
  readonly set: string;
  readonly from: number;
  readonly finality: Finality;
  readonly definition: number;
  readonly registryRevision: number;
  readonly revision: number;
  readonly reason: Reason | null;
  readonly computedAt: number;
}

/** What an item shows that is not in the cell. */
export interface ItemNames {
  unitOf(kpi: string): string;
  /** Station with a number; null when it is not known. */
  stationOf(no: number): string | null;
}

interface Caveats {
  readonly caveat?: Caveat;
  readonly areaCaveat?: Caveat;
}
const BY_KPI = new Map([...MEMBERS, ...SERIES_KPIS].map((method): [string, Caveats] => [method.kpi, method]));

/** What a KPI's values must be read with, those of an area or of a single station. */
function caveatsOf(kpi: string, of: 'area' | 'station'): Caveat[] {
  const member = BY_KPI.get(kpi);
  return [member?.caveat, of === 'area' ? member?.areaCaveat : undefined].filter((one) => one !== undefined);
}

/** Times that were written lately: an evaluation's cells share a few, and a month's recalculation tells of half a million. */
const texts = new Map<number, string>();
const MAX_TEXTS = 1000;

function textOf(at: number): string {
  let text = texts.get(at);
  if (text === undefined) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    texts.set(at, (text = formatLocal(at)));
  }
  return text;
}

/** The cell as the outside sees it; times in local time with their offset. */
export function kpiItemFromCell(cell: KpiCell, names: ItemNames, of: 'area' | 'station' = 'area'): KpiItem {
  return {
    kpi: cell.kpi,
    area: cell.area,
    place: cell.place === null ? null : names.stationOf(cell.place),
    period: cell.period,
    from: textOf(cell.from),
    to: textOf(periodEnd(cell.period, cell.from)),
    value: cell.value,
    unit: names.unitOf(cell.kpi),
    num: cell.num,
    den: cell.den,
    quality: cell.quality,
    finality: cell.finality,
    completeness: cell.completeness,
    sources: { reporting: cell.reporting, expected: cell.expected },
    definition: cell.definition,
    reportingSet: cell.set,
    registryRevision: cell.registryRevision,
    revision: cell.revision,
    reason: cell.reason,
    caveats: caveatsOf(cell.kpi, of),
    computedAt: textOf(cell.computedAt),
  };
}

/** Name of a cell in the revision table: `kpi|area|period|from|set`, `from` in epoch ms. */
export function cellKey(cell: Pick<KpiCell, 'kpi' | 'area' | 'period' | 'from' | 'set'>): string {
  return `${cell.kpi}|${cell.area}|${cell.period}|${cell.from}|${cell.set}`;
}

const close = (a: number | null, b: number | null, relative: number): boolean => {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));
};

/**
 * True when two values of a cell differ so much that a final one needs a revision: beyond 1e-9 relative, or in
 * quality, sources, place or definition. [DESIGN §2.5]
 */
export function needsRevision(a: KpiCell, b: KpiCell): boolean {
  return !(
    close(a.value, b.value, 1e-9) &&
    close(a.num, b.num, 1e-9) &&
    close(a.den, b.den, 1e-9) &&
    close(a.completeness, b.completeness, 1e-9) &&
    a.quality === b.quality &&
    a.reporting === b.reporting &&
    a.expected === b.expected &&
    a.place === b.place &&
    a.definition === b.definition
  );
}

/** True when nothing that a reader sees has changed, the time of computing and the registry's number apart. */
export function sameContent(a: KpiCell, b: KpiCell): boolean {
  return (
    a.value === b.value &&
    a.num === b.num &&
    a.den === b.den &&
    a.quality === b.quality &&
    a.finality === b.finality &&
    a.completeness === b.completeness &&
    a.reporting === b.reporting &&
    a.expected === b.expected &&
    a.place === b.place &&
    a.definition === b.definition &&
    a.revision === b.revision &&
    a.reason === b.reason
  );
}

/** Digest of what a revision rests on, for the revision table's key; numbers to nine digits. */
export function cellDigest(cell: KpiCell): string {
  const nine = (value: number | null): string => (value === null ? '-' : value.toPrecision(9));
  return [
    nine(cell.value),
    nine(cell.num),
    nine(cell.den),
    nine(cell.completeness),
    cell.quality,
    cell.reporting,
    cell.expected,
    cell.place ?? '-',
    cell.definition,
  ].join('~');
}

/** A stored value's successor when its area has no station left in the period: 0 of 0 sources. */
export function withdrawnCell(
  cell: KpiCell,
  finality: Finality,
  registryRevision: number,
  computedAt: number,
): KpiCell {
  return {
    ...cell,
    value: null,
    num: null,
    den: null,
    quality: 'insufficient',
    finality,
    completeness: 0,
    reporting: 0,
    expected: 0,
    place: null,
    reason: 'registry',
    registryRevision,
    revision: 0,
    computedAt,
  };
}

export const QUALITIES = ['ok', 'partial', 'insufficient'] as const satisfies readonly Quality[];
export const FINALITIES = ['provisional', 'final', 'signed'] as const satisfies readonly Finality[];

/** Reason by its stored number. */
export function reasonOfCode(code: number): Reason | null {
  return REASONS[code] ?? null;
}
