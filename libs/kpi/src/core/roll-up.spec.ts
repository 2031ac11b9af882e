import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DOMAINS, MEMBERS } from '../catalogue.js';
import { expressedMembers } from '../expression/own-definition.js';
import { aContext } from '../../test/fixtures.js';
import type { AreaFigures } from './area-figures.js';
import { AreaTotals, type StationVector } from './area-totals.js';
import { DayVectors } from './day-vectors.js';
import { evaluateFormula } from './evaluate-formula.js';
import { foldTime } from './fold.js';
import type { Formula } from './formula.js';
import type { Domain, MemberMethod } from './method.js';
import type { Reduced } from './reduced.js';
import { sumVectors } from './sum.js';

/** A province's stations, each in one of a few districts, with its days and their sum. */
interface Province {
  readonly stations: readonly (StationVector & {
    readonly district: number;
    readonly days: readonly Float64Array[];
  })[];
  /** Keys by which the stations are brought into another order. */
  readonly order: readonly number[];
}

const SEED = { seed: 20_251_210, numRuns: 25 };
const DISTRICTS = [0, 1, 2];
const DAYS = 3;
/** A formula of a planner's for every domain: readings over what was expected. */
const OWN: readonly MemberMethod[] = [...DOMAINS.keys()].flatMap((family) =>
  expressedMembers({
    id: 'OWN-01',
    family: family as 'traffic',
    expression: 'ratio(c.readings, c.expected, 100)',
    members: [],
    periods: ['month'],
  }),
);
const ALL = [...MEMBERS, ...OWN].map((member): [string, MemberMethod] => [
  `${member.kpi} (${member.domain})`,
  member,
]);

function provinces(domain: Domain): fc.Arbitrary<Province> {
  const day = fc
    .array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: 1e-3, max: 1e6, noNaN: true })), {
      minLength: domain.components.length,
      maxLength: domain.components.length,
    })
    .map((values) => Float64Array.from(values));
  const station = fc.record({
    district: fc.constantFrom(...DISTRICTS),
    days: fc.array(day, { minLength: DAYS, maxLength: DAYS }),
  });
  return fc.array(station, { minLength: 1, maxLength: 6 }).chain((found) =>
    fc.record({
      stations: fc.constant(
        found.map(({ district, days }, i) => ({
          station: `s${i}`,
          no: i + 1,
          district,
          days,
          vector: sumVectors(days, domain.components.length),
        })),
      ),
      order: fc.array(fc.nat(), { minLength: found.length, maxLength: found.length }),
    }),
  );
}

/** Figures that add up over districts, as official extents do. */
function figuresOf(districts: readonly number[]): AreaFigures {
  return () => ({
    value: districts.reduce((sum, district) => sum + 10 * (district + 1), 0),
    isVirtual: false,
  });
}

function evaluate(
  domain: Domain,
  formula: Formula,
  stations: Province['stations'],
  districts: readonly number[] = DISTRICTS,
): Reduced {
  const components = domain.components.map((_, i) => i);
  const days = new Map(
    Array.from({ length: DAYS }, (_, day) => [
      day * 86_400_000,
      new Map(stations.map((one) => [one.station, one.days[day] ?? new Float64Array()])),
    ]),
  );
  const totals = new AreaTotals(
    stations,
    domain.components.length,
    false,
    new DayVectors(components, days, 'all'),
    figuresOf(districts),
  );
  return evaluateFormula(totals, formula);
}

const districtsOf = (province: Province): Province['stations'][] =>
  DISTRICTS.map((district) => province.stations.filter((one) => one.district === district));

function close(a: number | null, b: number | null): void {
  if (a === null || b === null) expect([a, b]).toEqual([null, null]);
  else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-300));
}

const total = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** How a parent's value comes from its children's, by what the formula does; every kind has an answer. */
function rule(formula: Formula): 'sums' | 'greatest' | 'inputs' | 'at most the sum' {
  switch (formula.kind) {
    case 'ratio':
    case 'sum':
    case 'energy-mean':
    case 'expression':
    case 'quotient':
      return 'sums';
    case 'max':
      return 'greatest';
    case 'percentile':
      return 'inputs';
    case 'stations':
      return formula.reduce === 'median' ? 'inputs' : 'sums';
    case 'overDays':
      switch (formula.reducer) {
        case 'greatest-day':
          return 'greatest';
        case 'days-any':
        case 'distinct-events':
          return 'at most the sum';
        case 'planning-time-index':
        case 'buffer-index':
        case 'aadt':
          return 'sums';
      }
  }
}

describe.each(ALL)('roll-up of %s', (_name, { domain: id, formula }) => {
  const domain = DOMAINS.get(id);
  if (domain === undefined) throw new Error(`no domain ${id}`);

  it('is the same in whatever order its stations come', () => {
    fc.assert(
      fc.property(provinces(domain), (province) => {
        const shuffled = province.stations.toSorted(
          (a, b) => (province.order[a.no - 1] ?? 0) - (province.order[b.no - 1] ?? 0),
        );
        const [one, other] = [
          evaluate(domain, formula, province.stations),
          evaluate(domain, formula, shuffled),
        ];
        close(one.value, other.value);
        close(one.num, other.num);
        close(one.den, other.den);
      }),
      SEED,
    );
  });

  it('of the province from its districts is that from its stations', () => {
    fc.assert(
      fc.property(provinces(domain), (province) => {
        const whole = evaluate(domain, formula, province.stations);
        const parts = districtsOf(province).map((stations, district) =>
          evaluate(domain, formula, stations, [district]),
        );
        switch (rule(formula)) {
          case 'sums':
            close(whole.num ?? 0, total(parts.map((part) => part.num)));
            close(
              formula.kind === 'sum' ? null : (whole.den ?? 0),
              formula.kind === 'sum' ? null : total(parts.map((part) => part.den)),
            );
            break;
          case 'greatest': {
            const values = parts.flatMap((part) => part.value ?? []);
            close(whole.value, values.length === 0 ? null : Math.max(...values));
            if (whole.value !== null)
              expect(parts.some((part) => part.place === whole.place && part.value === whole.value)).toBe(
                true,
              );
            break;
          }
          case 'at most the sum':
            expect(whole.num ?? 0).toBeLessThanOrEqual(total(parts.map((part) => part.num)));
            expect((whole.num ?? 0) > 0).toBe(parts.some((part) => (part.num ?? 0) > 0));
            break;
          case 'inputs': {
            const gathered = districtsOf(province).flat();
            close(whole.value, evaluate(domain, formula, gathered).value);
            break;
          }
        }
      }),
      SEED,
    );
  });
});

describe.each([...DOMAINS.values()].map((domain): [string, Domain] => [domain.id, domain]))(
  'sums of %s',
  (_id, domain) => {
    it('over a period are the same from days, from any split of them, and from districts first', () => {
      const span = { level: 'month', from: 0, to: DAYS * 86_400_000, now: 1e15 } as const;
      const fold = (vectors: readonly Float64Array[]): Float64Array =>
        foldTime(domain, vectors, span, aContext()) ?? new Float64Array(domain.components.length);
      fc.assert(
        fc.property(provinces(domain), fc.integer({ min: 0, max: DAYS }), ({ stations }, cut) => {
          for (const { days } of stations) {
            const [whole, split] = [fold(days), fold([fold(days.slice(0, cut)), fold(days.slice(cut))])];
            // `active` (index 2) tells whether it was in service at any time; it doesn't add up.
            for (let i = 0; i < whole.length; i++) if (i !== 2) close(whole[i] ?? 0, split[i] ?? 0);
          }
          const width = domain.components.length;
          const byDistrict = DISTRICTS.map((district) =>
            sumVectors(
              stations.filter((one) => one.district === district).map((one) => one.vector),
              width,
            ),
          );
          const [direct, nested] = [
            sumVectors(
              stations.map((one) => one.vector),
              width,
            ),
            sumVectors(byDistrict, width),
          ];
          for (let i = 0; i < width; i++) close(direct[i] ?? 0, nested[i] ?? 0);
        }),
        SEED,
      );
    });
  },
);
