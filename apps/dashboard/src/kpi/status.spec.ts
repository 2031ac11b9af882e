import { describe, expect, it } from '@jest/globals';
import type { Definition, KpiItem, Target } from '../api/types.js';
import { reaches, standingOf, targetMark, targetsFor, traitsOf } from './status.js';

const AT_MOST: Target = { comparator: 'le', hi: 1.5, sourceDoc: 's' };
const PASS: Target = { comparator: 'ge', lo: 75, sourceDoc: 's' };
const GOAL: Target = { comparator: 'ge', lo: 90, sourceDoc: 's' };

function item(value: number | null, quality: KpiItem['quality'] = 'ok'): KpiItem {
  return { value, quality } as KpiItem;
}

function definition(targets: readonly Target[]): Definition {
  return { targets, members: [], precision: 2, direction: 'up', unit: '%' } as unknown as Definition;
}

describe('a value against its targets', () => {
  it('is met at the limit itself and missed above it', () => {
    expect(standingOf(item(1.5), [AT_MOST])).toBe('met');
    expect(standingOf(item(1.51), [AT_MOST])).toBe('missed');
  });

  it('is partly met between the least and the goal', () => {
    expect(standingOf(item(80), [PASS, GOAL])).toBe('some');
    expect(standingOf(item(95), [PASS, GOAL])).toBe('met');
    expect(targetMark([PASS, GOAL])).toBe(90);
  });

  it('has no standing without enough data or without a target', () => {
    expect(standingOf(item(null, 'insufficient'), [AT_MOST])).toBe('none');
    expect(standingOf(item(1), [])).toBe('none');
    expect(standingOf(undefined, [AT_MOST])).toBe('none');
  });

  it('takes both ends of a band', () => {
    const band: Target = { comparator: 'between', lo: 7, hi: 7.5, sourceDoc: 's' };

    expect(reaches(7, band)).toBe(true);
    expect(reaches(7.6, band)).toBe(false);
  });

  it('holds only for its member, area and dates', () => {
    const dated: Target = {
      ...GOAL,
      member: 'share60',
      area: '74',
      validFrom: '2021-01-01',
      validTo: '2026-01-01',
    };

    expect(targetsFor(definition([dated]), 'DAT-03.share60', '74', '2025-06-01')).toHaveLength(1);
    expect(targetsFor(definition([dated]), 'DAT-03.p95', '74', '2025-06-01')).toHaveLength(0);
    expect(targetsFor(definition([dated]), 'DAT-03.share60', '718', '2025-06-01')).toHaveLength(0);
    expect(targetsFor(definition([dated]), 'DAT-03.share60', '74', '2026-01-01')).toHaveLength(0);
  });

  it('reads precision and direction of the KPI where the member has none', () => {
    expect(traitsOf(definition([]), 'DAT-03.p95')).toEqual({ precision: 2, direction: 'up', unit: '%' });
  });
});
