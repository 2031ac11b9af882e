import { describe, expect, it } from '@jest/globals';
import { cellDigest, type KpiCell } from '@app/kpi';
import { isRevision, revise, revisionReason, successor } from './revise.js';

const names = { unitOf: () => 'km/h', stationOf: () => null };

function aCell(some: Partial<KpiCell> = {}): KpiCell {
  return {
    kpi: 'MOB-04',
    area: '718',
    period: 'hour',
    set: 'plan-2020',
    from: 0,
    value: 40,
    num: 80,
    den: 2,
    quality: 'ok',
    completeness: 0.9,
    reporting: 3,
    expected: 4,
    place: null,
    reason: null,
    finality: 'final',
    definition: 1,
    registryRevision: 5,
    revision: 0,
    computedAt: 1,
    ...some,
  };
}

describe('revisions [DESIGN §2.5]', () => {
  it('are not needed for a difference of 1e-9 or less', () => {
    expect(isRevision(aCell(), aCell({ value: 40 * (1 + 5e-10) }))).toBe(false);
    expect(isRevision(aCell(), aCell({ value: 40 * (1 + 5e-9) }))).toBe(true);
  });

  it('are needed for another quality, source count or definition', () => {
    expect(isRevision(aCell(), aCell({ quality: 'partial' }))).toBe(true);
    expect(isRevision(aCell(), aCell({ reporting: 4 }))).toBe(true);
    expect(isRevision(aCell(), aCell({ definition: 2 }))).toBe(true);
  });

  it('don’t exist before a value is final', () => {
    expect(isRevision(aCell({ finality: 'provisional' }), aCell({ value: 41 }))).toBe(false);
    expect(successor(aCell({ finality: 'provisional' }), aCell({ value: 41 }))).toMatchObject({ value: 41 });
  });

  it('say why', () => {
    expect(revisionReason(aCell(), aCell({ completeness: 1 }))).toBe('late_data');
    expect(revisionReason(aCell(), aCell({ value: 41 }))).toBe('correction');
    expect(revisionReason(aCell(), aCell({ expected: 5, registryRevision: 6 }))).toBe('registry');
    expect(revisionReason(aCell(), aCell({ definition: 2 }))).toBe('definition');
  });

  it('go on from the newest one recorded', () => {
    const before = aCell({ revision: 2, reason: 'late_data' });
    const latest = { revision: 2, digest: cellDigest(before) };

    const { cell, rows } = revise(before, aCell({ value: 41 }), latest, names);

    expect(cell).toMatchObject({ revision: 3, reason: 'correction' });
    expect(rows).toHaveLength(1);
  });

  it('are recorded once, though the first try crashed before the value was stored', () => {
    const after = aCell({ value: 41 });

    const { cell, rows } = revise(aCell(), after, { revision: 1, digest: cellDigest(after) }, names);

    expect(cell.revision).toBe(1);
    expect(rows).toEqual([]);
  });
});
