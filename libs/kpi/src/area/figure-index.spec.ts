import { describe, expect, it } from '@jest/globals';
import type { SeriesFacts } from '../series/series-facts.js';
import { localMidnight } from '../time/civil.js';
import { MEMBERS } from '../catalogue.js';
import { AREA_KM2, FigureIndex, type FiguresView } from './figure-index.js';
import { KNOWN_FIGURES } from './known-figures.js';

const at = (year: number, month = 1, day = 1): number => localMidnight(year, month, day);
const YEAR = at(2025);

const area = (code: string, parent: string | null, areaKm2: number | null = null) => ({
  set: 'plan',
  code,
  parent,
  areaKm2,
  validFrom: 0,
  validTo: null,
});
type Fact = FiguresView['areaFacts'][number];
const fact = (code: string, value: number | null, over: Partial<Fact> = {}): Fact => ({
  set: 'plan',
  area: code,
  key: 'lamps',
  value,
  validFrom: 0,
  validTo: null,
  virtual: false,
  ...over,
});
const SERIES: SeriesFacts = {
  value: (id, set, code, period, from) =>
    id === 'se.pop' && set === 'plan' && code === 'A' && period === 'year' && from === YEAR ? 1000 : null,
  fact: () => null,
};

function lamps(facts: readonly Fact[], code = 'A', virtualFrom: number | null = null) {
  const active = virtualFrom === null ? [] : [{ from: virtualFrom, to: null }];
  const areas = [area('P', null), area('A', 'P', 10), area('B', 'P', 30)];
  const view = { areas, areaFacts: facts, devices: new Map([['cam', { virtual: true, active }]]) };
  return new FigureIndex(view, SERIES).of('plan', code, 'year', YEAR);
}

describe('figures about areas', () => {
  it('hold as of the period’s end, the latest first', () => {
    const rows = [
      fact('A', 1, { validFrom: at(2020) }),
      fact('A', 2, { validFrom: at(2025, 6) }),
      fact('A', 3, { validFrom: at(2026) }),
    ];
    expect(lamps(rows)('lamps')).toEqual({ value: 2, isVirtual: false });
    expect(lamps([fact('A', 1, { validTo: at(2025, 12, 31) })])('lamps')).toBeNull();
    expect(lamps([fact('A', 1), fact('A', null, { validFrom: at(2025) })])('lamps')).toBeNull();
  });

  it('of a parent are the sums of its children’s, or its own while one is missing', () => {
    expect(lamps([fact('A', 40), fact('B', 60), fact('P', 99)], 'P')('lamps')?.value).toBe(100);
    expect(lamps([fact('A', 40), fact('P', 99)], 'P')('lamps')?.value).toBe(99);
    expect(lamps([fact('A', 40)], 'P')('lamps')).toBeNull();
    expect(lamps([], 'P')('area_km2')).toEqual({ value: 40, isVirtual: false });
  });

  it('of the virtual city count while its devices are in service, and only where no real one is known', () => {
    const rows = [fact('A', 7, { virtual: true })];
    expect(lamps(rows)('lamps')).toBeNull();
    expect(lamps(rows, 'A', at(2026))('lamps')).toBeNull();
    expect(lamps(rows, 'A', at(2025, 12))('lamps')).toEqual({ value: 7, isVirtual: true });
    expect(lamps([...rows, fact('A', 5)], 'A', at(2025))('lamps')).toEqual({ value: 5, isVirtual: false });
  });

  it('read socio-economic series of just that area and period', () => {
    expect(lamps([])('se.pop')).toEqual({ value: 1000, isVirtual: false });
    expect(lamps([], 'B')('se.pop')).toBeNull();
  });
});

it('are described where a KPI of the catalogue reads them', () => {
  const read = MEMBERS.flatMap(({ kpi, formula }) =>
    formula.kind === 'quotient'
      ? [formula.num, formula.den].flatMap((term) =>
          term.of === 'figure' ? [[term.name, kpi] as const] : [],
        )
      : [],
  ).filter(([name]) => name !== AREA_KM2 && !name.startsWith('se.'));
  const said = Object.entries(KNOWN_FIGURES).flatMap(([name, { readBy }]) =>
    readBy.map((kpi) => [name, kpi] as const),
  );
  expect(said.map(String).toSorted()).toEqual(read.map(String).toSorted());
});
