import { describe, expect, it } from '@jest/globals';
import { AreaTotals } from './area-totals.js';

/** A station's vector: readings that count, what it owes, readings, whether it was in service. */
type Counted = readonly [valid: number, owed: number, readings: number, active: 0 | 1];

function basisOf(vectors: readonly Counted[], active: number | null = 3) {
  const stations = vectors.map((vector, i) => ({
    station: `s${i}`,
    no: i + 1,
    vector: Float64Array.from(vector),
  }));
  return new AreaTotals(stations, 4, false).basis(0, 1, 2, active);
}

describe('what an area rests on', () => {
  it('counts the stations in service and those that reported, and compares readings station by station', () => {
    // The surplus of the first station doesn't make up for what the second one owes.
    expect(
      basisOf([
        [12, 10, 12, 1],
        [5, 10, 5, 1],
        [0, 10, 0, 1],
      ]),
    ).toEqual({ reporting: 2, expected: 3, due: 30, completeness: 0.5 });
  });

  it.each([['in service', 3] as const, ['owing readings', null] as const])(
    'never says that more stations reported than are expected, of those %s',
    (_, active) => {
      // The second one is registered in this very window: it reports and owes nothing yet.
      const basis = basisOf(
        [
          [10, 10, 10, 1],
          [0, 0, 1, 0],
        ],
        active,
      );

      expect(basis).toEqual({ reporting: 2, expected: 2, due: 10, completeness: 1 });
    },
  );
});
