import { EXPECTED, VALID } from '../core/basis.js';
import type { EnoughAt, Formula, FormulaOf, Term } from '../core/formula.js';
import type { AreaTotals } from '../core/area-totals.js';
import type { Domain, MemberMethod } from '../core/method.js';

/** A station's vector of one of the periods that a value adds up. */
export interface StationPart {
  readonly station: string;
  /** Start of the period, epoch ms. */
  readonly from: number;
  readonly vector: Float64Array;
}

/** One number that went into a value: a component of a station and time, and its part in the formula. */
interface LineageInput {
  /** What the formula does with it: `num`, `den`, … */
  readonly role: string;
  readonly component: string;
  readonly station: string;
  readonly from: number;
  readonly value: number;
}

/** How a value came about: what its formula does, and every number that it was given. */
export interface Lineage {
  /** `kind` and its settings, as words and numbers. */
  readonly formula: Readonly<Record<string, string | number>>;
  readonly inputs: readonly LineageInput[];
}

/**
 * The lineage of a value of `totals`, whose sums are those of `parts`. Numbers that are 0 are left out where they only add up;
 * a figure about the area stands without a station, at the period's start `from`. For a reducer over days each station-day of `days` is listed with all that it gets.
 */
export function lineageOf(
  domain: Domain,
  { formula }: MemberMethod,
  totals: AreaTotals,
  parts: readonly StationPart[],
  from: number,
): Lineage {
  if (formula.kind === 'overDays') return overDays(domain, formula, totals);
  const roles = rolesOf(formula, totals);
  const inputs = parts.flatMap(({ station, from, vector }) =>
    roles.flatMap(([role, index]): LineageInput[] => {
      const value = vector[index] ?? 0;
      return value === 0 ? [] : [{ role, component: domain.components[index] ?? '', station, from, value }];
    }),
  );
  return { formula: settingsOf(formula, totals), inputs: [...inputs, ...figuresOf(formula, totals, from)] };
}

type Role = readonly [role: string, component: number];

function rolesOf(formula: Exclude<Formula, { kind: 'overDays' }>, totals: AreaTotals): Role[] {
  switch (formula.kind) {
    case 'ratio': {
      const isBare = totals.single && formula.station !== undefined && !(totals.sum(formula.den) > 0);
      const { num, den } = isBare && formula.station !== undefined ? formula.station : formula;
      return [
        ['num', num],
        ['den', den],
      ];
    }
    case 'sum':
    case 'max':
      return [
        ['num', formula.num],
        ['known', formula.known],
      ];
    case 'percentile':
      return [...formula.edges, Infinity].map((_, i): Role => [`bucket${i}`, formula.first + i]);
    case 'energy-mean':
      return [
        ['num', formula.num],
        ['den', formula.den],
      ];
    case 'stations':
      return [['num', formula.num], ['den', formula.den], ...enoughRoles(formula.enough)];
    case 'expression':
      return [...formula.expression.reads.components].map((name): Role => [
        `c.${name}`,
        formula.at[name] ?? -1,
      ]);
    case 'quotient':
      return quotientRoles(formula);
  }
}

/** What a station stands for is its component by the readings expected; whether it works, the readings that came tell. */
function quotientRoles({ num, den }: FormulaOf<'quotient'>): Role[] {
  const named: readonly (readonly [string, Term])[] = [
    ['num', num],
    ['den', den],
  ];
  const terms = named.flatMap(([role, term]): Role[] => (term.of === 'figure' ? [] : [[role, term.at]]));
  const kinds = new Set([num.of, den.of]);
  const isWeighed = kinds.has('weight') || kinds.has('passing');
  return [
    ...terms,
    ...(isWeighed ? [['expected', EXPECTED] as const] : []),
    ...(kinds.has('passing') ? [['valid', VALID] as const] : []),
  ];
}

function figuresOf(formula: Formula, { figures }: AreaTotals, from: number): LineageInput[] {
  if (formula.kind !== 'quotient') return [];
  return (['num', 'den'] as const).flatMap((role) => {
    const term = formula[role];
    const figure = term.of === 'figure' ? figures(term.name) : null;
    if (term.of !== 'figure' || figure === null) return [];
    return [{ role, component: term.name, station: '', from, value: figure.value }];
  });
}

function enoughRoles(enough: EnoughAt | undefined): Role[] {
  return enough === undefined
    ? []
    : [
        ['got', enough.got],
        ['due', enough.due],
      ];
}

function settingsOf(formula: Formula, totals: AreaTotals): Lineage['formula'] {
  const { kind } = formula;
  switch (kind) {
    case 'ratio':
      return { kind, scale: formula.scale };
    case 'percentile':
      return { kind, p: formula.p, edges: formula.edges.join(' ') };
    case 'stations': {
      const { reduce, level, enough } = formula;
      return {
        kind,
        reduce: typeof reduce === 'string' ? reduce : 'shareAbove',
        ...(typeof reduce === 'string' ? {} : { threshold: reduce.shareAbove }),
        ...(level === true ? { level: 'dB' } : {}),
        ...(enough === undefined ? {} : { enough: enough.share }),
      };
    }
    case 'quotient':
      return { kind, num: formula.num.of, den: formula.den.of, scale: formula.scale };
    case 'overDays':
      return { kind, reducer: formula.reducer };
    case 'expression': {
      const { text, reads } = formula.expression;
      const figures = [...reads.facts, ...reads.series].flatMap((name) => {
        const figure = totals.figures(name);
        return figure === null ? [] : [[name, figure.value] as const];
      });
      return { kind, expression: text, ...Object.fromEntries(figures) };
    }
    case 'sum':
    case 'max':
    case 'energy-mean':
      return { kind };
  }
}

function overDays(
  domain: Domain,
  formula: Extract<Formula, { kind: 'overDays' }>,
  totals: AreaTotals,
): Lineage {
  const inputs = (totals.days?.of(totals.stations, formula) ?? []).flatMap(({ station, days, values }) =>
    days.flatMap((from, day) =>
      formula.components.map((component, i): LineageInput => {
        const name = domain.components[component] ?? '';
        return { role: `x${i}`, component: name, station, from, value: values[i]?.[day] ?? 0 };
      }),
    ),
  );
  return { formula: settingsOf(formula, totals), inputs };
}
