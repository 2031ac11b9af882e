import { describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../test/evaluate.js';
import { MEMBERS } from '../catalogue.js';
import type { AreaFigures } from './area-figures.js';
import { AreaTotals } from './area-totals.js';
import { finishMember } from './finish.js';
import { DEFAULT_MIN_COMPLETENESS } from './quality.js';

/** Station-months of a domain: [readings that came, readings expected, what the station stands for]. */
function value(
  kpi: string,
  component: number,
  stations: readonly (readonly [number, number, number])[],
  figures: AreaFigures,
) {
  const vectors = stations.map(([valid, expected, weight], i) => {
    const vector = new Float64Array(96);
    vector.set([valid, expected, 1, valid]);
    // ENV-06 counts stations: its component is the readings expected themselves.
    if (component > 1) vector[component] = weight * expected;
    return { station: `s${i}`, no: i, vector };
  });
  const method = MEMBERS.find((member) => member.kpi === kpi);
  if (method === undefined) throw new Error(kpi);
  return finishMember(method, new AreaTotals(vectors, 96, false, null, figures), DEFAULT_MIN_COMPLETENESS);
}

function componentOf(kpi: string): number {
  const formula = MEMBERS.find((member) => member.kpi === kpi)?.formula;
  return formula?.kind === 'quotient' && formula.num.of === 'passing' ? formula.num.at : -1;
}

describe('shares of what works', () => {
  // Three stations stand for 2, 3 and 4 (km, spaces, bins, lamps); they delivered 100 %, 75 % and 74 % of what is
  // expected: the first two work. 2 + 3 = 5 of 20 → 25 %.
  it.each([
    ['MOB-12', 'road_km_major'],
    ['MOB-17', 'lot_spaces'],
    ['WST-01', 'bins'],
    ['NRG-03', 'lamps'],
    ['WTR-03', 'drain_km'],
  ])('[KPI %s] counts stations that pass DAT-02, by the figure %s', (kpi, figure) => {
    const stations = [
      [100, 100, 2],
      [75, 100, 3],
      [74, 100, 4],
    ] as const;
    expect(value(kpi, componentOf(kpi), stations, figuresOf({ [figure]: 20 }))).toMatchObject({
      value: 25,
      num: 5,
      den: 20,
      quality: 'ok',
      reason: null,
      reporting: 3,
      expected: 3,
      completeness: 0.83,
    });
    expect(value(kpi, componentOf(kpi), stations, figuresOf({}))).toMatchObject({
      value: null,
      num: 5,
      den: null,
      quality: 'insufficient',
      reason: 'no_figure',
    });
  });

  it('[KPI ENV-06] counts each station that works as one, by the extent', () => {
    // Two of three work in 118.91 km²: 2 / 118.91 = 0.01682 /km².
    const stations = [
      [90, 100, 0],
      [80, 100, 0],
      [10, 100, 0],
    ] as const;
    const found = value('ENV-06', 1, stations, figuresOf({ area_km2: 118.91 }));
    expect(found?.value).toBeCloseTo(2 / 118.91, 12);
  });

  it('of an area without a station are 0 of the figure, and nothing where the figure is not known', () => {
    const found = value('MOB-12', -1, [], figuresOf({ road_km_major: 20 }));
    expect(found).toMatchObject({ value: 0, num: 0, den: 20, quality: 'ok', completeness: 1, expected: 0 });
    expect(value('MOB-12', -1, [], figuresOf({}))).toBeNull();
  });

  it('have no value yet while nothing has fallen due', () => {
    expect(value('MOB-12', componentOf('MOB-12'), [[0, 0, 2]], figuresOf({ road_km_major: 20 }))).toBeNull();
  });

  it('say where a figure is the virtual city’s', () => {
    const found = value('MOB-12', componentOf('MOB-12'), [[1, 1, 2]], () => ({ value: 8, isVirtual: true }));
    expect(found).toMatchObject({ value: 25, reason: 'virtual_figure' });
  });
});

describe('[KPI MOB-13] adaptive intersections', () => {
  it('come from registered figures alone, whatever the cameras do', () => {
    // 12 of 40 signalised intersections: 30 %.
    const figures = figuresOf({ isect_adaptive: 12, isect_signal: 40 });
    const expected = { value: 30, num: 12, den: 40, quality: 'ok', completeness: 1, reporting: 0 };
    expect(value('MOB-13', -1, [], figures)).toMatchObject(expected);
    expect(value('MOB-13', -1, [[0, 100, 0]], figures)).toMatchObject(expected);
    expect(value('MOB-13', -1, [[1, 1, 0]], figuresOf({ isect_signal: 40 }))).toMatchObject({
      value: null,
      reason: 'no_figure',
    });
    expect(value('MOB-13', -1, [], figuresOf({ isect_adaptive: 0, isect_signal: 0 }))).toBeNull();
  });
});
