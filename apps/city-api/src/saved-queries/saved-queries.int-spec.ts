import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SavedQueryRepository } from '@app/registry';
import { TestCity } from '../../test/city.js';
import { SavedQueriesController } from './saved-queries.controller.js';

const PARAMETERS = { measure: 'traffic.n.car', area: ['718', '719'], bucket: 'month', from: '2026-01-01' };

describe('saved queries', () => {
  let city: TestCity;

  beforeAll(async () => {
    city = await TestCity.open('2026-11-30T08:00:00+07:00', [SavedQueriesController], [SavedQueryRepository]);
  });
  afterAll(() => city.close());

  it('are kept under their names with who kept them, once each', async () => {
    const name = 'Ô tô theo tháng';
    const saved = await city.post<{ id: number }>('/api/v1/saved-queries', { name, parameters: PARAMETERS });
    const again = await city.post('/api/v1/saved-queries', { name, parameters: PARAMETERS });
    const list = await city.get<{ items: unknown[] }>('/api/v1/saved-queries');

    expect([saved.status, again.status]).toEqual([201, 409]);
    expect(list.body.items).toMatchObject([
      { name, parameters: { measure: ['traffic.n.car'], area: ['718', '719'], bucket: 'month' } },
    ]);
  });

  it('are refused when the query is none, and to whoever may not', async () => {
    const wrong = await city.post('/api/v1/saved-queries', { name: 'x', parameters: { bucket: 'month' } });
    const nobody = await city.post('/api/v1/saved-queries', { name: 'x', parameters: PARAMETERS }, null);

    expect([wrong.status, nobody.status]).toEqual([400, 401]);
    expect(wrong.body).toMatchObject({ detail: expect.stringContaining('measure') as unknown });
  });
});
