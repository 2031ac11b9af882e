import { describe, expect, it } from '@jest/globals';
import type { LedgerItem } from '../../api/types.js';
import { reasonCounts, sumsBy } from './reason-counts.js';

const hour = (device: string, at: string, rejected: Record<string, number>): LedgerItem => ({
  device,
  hour: at,
  received: 0,
  stored: 0,
  corrected: 0,
  duplicate: 0,
  rejected,
  inFlight: 0,
});

describe('rejected readings in the ledger', () => {
  const counts = reasonCounts([
    hour('a', '2026-11-30T01:00:00Z', { not_json: 2, empty: 0 }),
    hour('a', '2026-11-30T02:00:00Z', { not_json: 3 }),
    hour('b', '2026-11-30T01:00:00Z', { future: 4 }),
  ]);

  it('are summed over hours by device and reason, the most first', () => {
    expect(counts).toEqual([
      { device: 'a', reason: 'not_json', count: 5, newest: '2026-11-30T02:00:00Z' },
      { device: 'b', reason: 'future', count: 4, newest: '2026-11-30T01:00:00Z' },
    ]);
  });

  it('are summed by one side', () => {
    expect(sumsBy(counts, 'reason')).toEqual([
      ['not_json', 5],
      ['future', 4],
    ]);
  });
});
