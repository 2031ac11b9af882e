import { describe, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import type { InventoryCache } from '@app/registry';
import type { Places } from '../inventory/places.js';
import { ZodPipe } from '../http/zod.pipe.js';
import type { Latest } from './latest.js';
import { LatestController, latestQuery } from './latest.controller.js';

const SET = '2025-07';

const items = ['MOB-05', 'MOB-04', 'MOB-14.car', 'MOB-14.truck', 'MOB-1'].flatMap((kpi) =>
  ['74', '718'].flatMap((area) =>
    (['hour', 'day'] as const).map((period) => ({ kpi, area, period, reportingSet: SET }) as KpiItem),
  ),
);

const controller = new LatestController(
  { all: () => items } as unknown as Latest,
  { current: () => ({ signed: [] }) } as unknown as InventoryCache,
  { set: () => SET } as unknown as Places,
);

function asked(query: Record<string, string | string[]>): string[] {
  const page = controller.list(new ZodPipe(latestQuery).transform(query));
  return page.items.map(({ kpi, area, period }) => `${kpi} ${area} ${period}`);
}

describe('GET /api/v1/latest', () => {
  it('has every KPI, area and period of the set when nothing narrows it', () =>
    expect(asked({})).toHaveLength(items.length));

  it.each([
    { query: { kpi: 'MOB-05', period: 'day' }, found: ['MOB-05 718 day', 'MOB-05 74 day'] },
    { query: { kpi: 'MOB-05,MOB-04', area: '74', period: 'day' }, found: ['MOB-04 74 day', 'MOB-05 74 day'] },
    {
      query: { kpi: ['MOB-05', 'MOB-04'], area: '74', period: 'day' },
      found: ['MOB-04 74 day', 'MOB-05 74 day'],
    },
    {
      query: { kpi: 'MOB-14', area: '74', period: 'hour' },
      found: ['MOB-14.car 74 hour', 'MOB-14.truck 74 hour'],
    },
    { query: { kpi: 'MOB-14.car', area: '74', period: 'hour' }, found: ['MOB-14.car 74 hour'] },
    { query: { kpi: 'MOB-99', period: 'hour' }, found: [] },
  ])('answers $query', ({ query, found }) => expect(asked(query)).toEqual(found));

  it('has pages when several KPIs are asked for', () => {
    const first = controller.list(new ZodPipe(latestQuery).transform({ kpi: 'MOB-05,MOB-04', limit: '3' }));
    const rest = controller.list(
      new ZodPipe(latestQuery).transform({ kpi: 'MOB-05,MOB-04', limit: '10', after: first.next ?? '' }),
    );

    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 5, null]);
  });
});
