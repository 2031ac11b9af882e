import { describe, expect, it } from '@jest/globals';
import type { TargetView } from '../../scorecards/targets.schemas.js';
import { targetSource, targetText } from './target-text.js';

const target = (given: Partial<TargetView>): TargetView => ({
  id: 'x',
  version: 1,
  origin: 'seed',
  kpi: 'SOC-03',
  area: null,
  year: null,
  validFrom: null,
  validTo: null,
  comparator: 'le',
  lo: null,
  hi: null,
  unit: '%',
  direction: 'down',
  average: null,
  basis: 'decision',
  sourceDoc: 'Quyết định 1338/QĐ-UBND',
  sourceQuote: null,
  note: null,
  ...given,
});

describe('a target in words', () => {
  it.each([
    [{ comparator: 'between', lo: 7, hi: 7.5, unit: '%/a', year: 2025 } as const, '7–7,5 %/năm (2025)'],
    [{ comparator: 'le', hi: 1.5, unit: '1' } as const, '≤ 1,5'],
    [{ comparator: 'gt', lo: 198, unit: '10^6 VND', year: 2025 } as const, '> 198 triệu đồng (2025)'],
    [{ comparator: 'ge', lo: 1800, unit: '10^6 USD' } as const, '≥ 1.800 triệu USD'],
  ])('%j is %s', (given, text) => {
    expect(targetText(target(given))).toBe(text);
  });

  it('names its source; an own proposal as such', () => {
    expect(targetSource(target({}))).toBe('Quyết định 1338/QĐ-UBND');
    expect(targetSource(target({ basis: 'proposal', sourceDoc: 'proposed, after FHWA' }))).toBe(
      'đề xuất, theo FHWA',
    );
  });
});
