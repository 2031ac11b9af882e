import { describe, expect, it } from '@jest/globals';
import { localMidnight, MEMBERS } from '@app/kpi';
import type { AreaFact } from '@app/registry';
import { cellsOfFigures, changedFigures } from './figure-changes.js';

const NOW = localMidnight(2026, 11, 23);
const fact = (key: string, validFrom: number, revision = 1): AreaFact => ({
  set: 'plan-2020',
  area: '718',
  key,
  value: 1,
  validFrom,
  validTo: null,
  revision,
  source: 'a test',
  recordedBy: 'an officer',
  recordedAt: NOW,
  virtual: false,
});

describe('figures that changed', () => {
  it('are those recorded, corrected or withdrawn, from the earliest beginning on', () => {
    const before = [fact('lamps', 10), fact('bins', 10)];
    const after = [fact('lamps', 10), fact('bins', 10, 2), fact('bins', 5)];

    const since = changedFigures({ areaFacts: before }, { areaFacts: after }, [
      { seq: 1, kind: 'indicator', key: 'se.pop' },
      { seq: 2, kind: 'station', key: 'se.pop2' },
    ]);

    expect([...since]).toEqual([
      ['bins', 5],
      ['se.pop', 0],
    ]);
  });

  it('bear on the months and years of just the KPIs that read them, ten years back at most', () => {
    const cells = (figure: string, from: number) => cellsOfFigures(new Map([[figure, from]]), MEMBERS, NOW);

    expect(cells('lamps', localMidnight(2025, 6, 1))).toEqual([
      {
        domain: 'lighting',
        level: 'year',
        starts: [localMidnight(2025, 1, 1), localMidnight(2026, 1, 1)],
        cause: 'registry',
      },
    ]);
    expect(
      cells('bins', localMidnight(2026, 10, 5)).map(({ level, starts }) => [level, starts.length]),
    ).toEqual([
      ['month', 2],
      ['quarter', 1],
      ['year', 1],
    ]);
    const [population] = cells('se.pop', 0);
    expect(population).toMatchObject({ domain: 'energy', level: 'year', cause: 'publication' });
    expect(population?.starts).toHaveLength(11);
    expect(cells('unread', 0)).toEqual([]);
  });
});
