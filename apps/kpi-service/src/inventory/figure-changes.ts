import { DAY_MS, MEMBERS, periodsBetween, periodStart, type Term } from '@app/kpi';
import type { AreaFact, InventorySnapshot } from '@app/registry';

/** How far back a figure that is recorded now is taken into account; what lies before is a recalculation. */
const REACH_MS = { month: 3 * 366 * DAY_MS, quarter: 3 * 366 * DAY_MS, year: 10 * 366 * DAY_MS } as const;
type Level = keyof typeof REACH_MS;
const LEVELS: readonly Level[] = ['month', 'quarter', 'year'];

/** Periods of a domain whose values read a figure that changed. */
export interface FigureCells {
  readonly domain: string;
  readonly level: Level;
  readonly starts: readonly number[];
}

/** What figures recorded, corrected or withdrawn between two snapshots bear on, up to `now`. */
export function cellsOfFigures(
  before: Pick<InventorySnapshot, 'areaFacts'>,
  after: Pick<InventorySnapshot, 'areaFacts'>,
  now: number,
): FigureCells[] {
  const since = new Map<string, number>();
  for (const { key, validFrom } of [
    ...only(after.areaFacts, before.areaFacts),
    ...only(before.areaFacts, after.areaFacts),
  ]) {
    since.set(key, Math.min(validFrom, since.get(key) ?? Infinity));
  }
  return [...since].flatMap(([key, from]) => cellsReading(key, from, now));
}

function cellsReading(figure: string, from: number, now: number): FigureCells[] {
  const reads = (term: Term): boolean => term.of === 'figure' && term.name === figure;
  const domains = MEMBERS.flatMap(({ domain, formula, periods }) =>
    formula.kind === 'quotient' && (reads(formula.num) || reads(formula.den)) ? [{ domain, periods }] : [],
  );
  return domains.flatMap(({ domain, periods }) =>
    LEVELS.filter((level) => periods.includes(level)).map((level) => ({
      domain,
      level,
      starts: periodsBetween(level, periodStart(level, Math.max(from, now - REACH_MS[level])), now + 1),
    })),
  );
}

/** Facts of `a` that `b` has not. */
function only(a: readonly AreaFact[], b: readonly AreaFact[]): readonly AreaFact[] {
  const name = (fact: AreaFact): string =>
    [fact.set, fact.area, fact.key, fact.validFrom, fact.revision].join('|');
  const known = new Set(b.map(name));
  return a.filter((fact) => !known.has(name(fact)));
}
