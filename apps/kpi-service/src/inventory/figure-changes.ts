import { DAY_MS, figuresRead, type MemberMethod, periodsBetween, periodStart } from '@app/kpi';
import type { AreaFact, InventorySnapshot, RegistryChange, WorkCause } from '@app/registry';

/** How far back a figure that is recorded now is taken into account; what lies before is a recalculation. */
const REACH_MS = { month: 3 * 366 * DAY_MS, quarter: 3 * 366 * DAY_MS, year: 10 * 366 * DAY_MS } as const;
type Level = keyof typeof REACH_MS;
const LEVELS: readonly Level[] = ['month', 'quarter', 'year'];

/** Periods of a domain whose values read a figure that changed. */
export interface FigureCells {
  readonly domain: string;
  readonly level: Level;
  readonly starts: readonly number[];
  /** Why: a figure was recorded, or a series published. */
  readonly cause: WorkCause;
}

/** Figures that changed, each with the moment from which it may differ. */
export function changedFigures(
  before: Pick<InventorySnapshot, 'areaFacts'>,
  after: Pick<InventorySnapshot, 'areaFacts'>,
  changes: readonly RegistryChange[],
): ReadonlyMap<string, number> {
  const since = new Map<string, number>();
  const facts = [...only(after.areaFacts, before.areaFacts), ...only(before.areaFacts, after.areaFacts)];
  for (const { key, validFrom } of facts) since.set(key, Math.min(validFrom, since.get(key) ?? Infinity));
  for (const { kind, key } of changes) if (kind === 'indicator') since.set(key, 0);
  return since;
}

/** Cells whose values read a figure that changed, up to `now`, by the methods that there are. */
export function cellsOfFigures(
  since: ReadonlyMap<string, number>,
  methods: readonly MemberMethod[],
  now: number,
): FigureCells[] {
  return [...since].flatMap(([figure, from]) =>
    methods
      .filter(({ formula }) => figuresRead(formula).includes(figure))
      .flatMap(({ domain, periods }) =>
        LEVELS.filter((level) => periods.includes(level)).map((level): FigureCells => {
          const first = periodStart(level, Math.max(from, now - REACH_MS[level]));
          const cause = figure.startsWith('se.') ? 'publication' : 'registry';
          return { domain, level, starts: periodsBetween(level, first, now + 1), cause };
        }),
      ),
  );
}

/** Facts of `a` that `b` has not. */
function only(a: readonly AreaFact[], b: readonly AreaFact[]): readonly AreaFact[] {
  const name = (fact: AreaFact): string =>
    [fact.set, fact.area, fact.key, fact.validFrom, fact.revision].join('|');
  const known = new Set(b.map(name));
  return a.filter((fact) => !known.has(name(fact)));
}
