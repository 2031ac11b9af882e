import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestCity } from '../../test/city.js';
import { PlanTasks } from './plan-tasks.js';
import { PlanUpdatesController } from './plan-updates.controller.js';
import type { UpdateView } from './plan-updates.schemas.js';

interface Detail {
  readonly detail: string;
}
interface State {
  readonly number: string;
  readonly role: string | null;
  readonly channel: string;
  readonly when: string;
  readonly kpis: readonly string[];
  readonly checked: readonly UpdateView[];
  readonly pending: readonly UpdateView[];
}

describe("reports on the decision's tasks", () => {
  let city: TestCity;
  const report = {
    year: 2025,
    unit: 'Sở Giao thông Vận tải',
    status: 'in_progress',
    percent: 60,
    evidence: 'Đã lắp 40 camera giám sát.',
    obstacles: 'Chậm bố trí vốn.',
    by: 'Nguyễn Văn An',
  };
  const add = async (change: object = {}, task = '3.9'): Promise<UpdateView> => {
    const reply = await city.post<UpdateView>(`/api/v1/plan/tasks/${task}/updates`, { ...report, ...change });
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status: 201 });
    return reply.body;
  };
  const step = (
    id: number,
    name: 'sign' | 'check',
    body: object,
  ): Promise<{ status: number; body: UpdateView & Detail }> =>
    city.post(`/api/v1/plan/updates/${id}/${name}`, body);
  const task = async (number: string, query = 'year=2025'): Promise<State | undefined> => {
    const reply = await city.get<{ items: State[] }>(`/api/v1/plan/tasks?${query}`);
    return reply.body.items.find((one) => one.number === number);
  };

  beforeAll(async () => {
    city = await TestCity.open('2025-12-01T08:00:00+07:00', [PlanUpdatesController], [PlanTasks]);
  });

  afterAll(() => city.close());

  it('lists what a unit leads or supports, with channel and the KPIs that measure it', async () => {
    const unit = encodeURIComponent('Sở Giao thông - Vận tải');

    expect(await task('3.9', `year=2025&unit=${unit}`)).toMatchObject({
      role: 'lead',
      channel: 'Sở Khoa học và Công nghệ',
      when: 'due',
      kpis: ['MOB-12', 'DAT-02'],
    });
    expect(await task('3.7', `year=2025&unit=${unit}`)).toMatchObject({
      role: 'support',
      channel: 'Sở Thông tin và Truyền thông',
    });
    expect(await task('3.1', `year=2025&unit=so-giao-thong-van-tai`)).toMatchObject({ when: 'past' });
    expect((await city.get<{ items: State[] }>('/api/v1/plan/tasks?year=2025')).body.items).toHaveLength(41);
  });

  it('counts only when signed by one person and checked by another', async () => {
    const { id } = await add();
    expect(await task('3.9')).toMatchObject({ checked: [], pending: [{ id, state: 'draft', revision: 1 }] });

    expect((await step(id, 'check', { by: 'Trần Thị Bình' })).status).toBe(409);
    expect((await step(id, 'sign', { by: 'Nguyễn Văn An' })).body.state).toBe('signed');
    expect(await step(id, 'check', { by: 'NGUYỄN VĂN AN' })).toMatchObject({ status: 409 });
    expect((await step(id, 'check', { by: 'Trần Thị Bình' })).body).toMatchObject({
      state: 'checked',
      checkedBy: 'Trần Thị Bình',
    });

    expect(await task('3.9')).toMatchObject({ checked: [{ id, percent: 60 }], pending: [] });
  });

  it('a checked report stays until its restatement, with a reason, is checked', async () => {
    const silent = await city.post<Detail>('/api/v1/plan/tasks/3.9/updates', { ...report, percent: 70 });
    const { id, revision } = await add({ percent: 70, reason: 'Bổ sung biên bản nghiệm thu' });

    expect([silent.status, silent.body.detail]).toEqual([400, expect.stringContaining('reason')]);
    expect(revision).toBe(2);
    expect((await task('3.9'))?.checked.map((one) => one.percent)).toEqual([60]);
    await step(id, 'sign', { by: 'Nguyễn Văn An' });
    await step(id, 'check', { by: 'Trần Thị Bình', accept: false, reason: 'Thiếu biên bản' });
    expect((await task('3.9'))?.checked.map((one) => one.percent)).toEqual([60]);

    const again = await add({ percent: 80, reason: 'Có biên bản' });
    await step(again.id, 'sign', { by: 'Nguyễn Văn An' });
    await step(again.id, 'check', { by: 'Trần Thị Bình' });

    expect((await task('3.9'))?.checked.map((one) => [one.percent, one.revision])).toEqual([[80, 3]]);
    const history = await city.get<{ items: UpdateView[] }>('/api/v1/plan/updates?task=3.9&year=2025');
    expect(history.body.items.map((one) => [one.state, one.refusal])).toEqual([
      ['checked', null],
      ['refused', 'Thiếu biên bản'],
      ['checked', null],
    ]);
  });

  it('names what is wrong', async () => {
    const of = async (change: object, number = '3.10', key?: null): Promise<[number, string]> => {
      const reply = await city.post<Detail>(
        `/api/v1/plan/tasks/${number}/updates`,
        { ...report, ...change },
        key,
      );
      return [reply.status, reply.body.detail];
    };

    expect((await of({}, '3.10', null))[0]).toBe(401);
    expect(await of({}, '9.9')).toEqual([404, expect.stringContaining('9.9')]);
    expect(await of({ unit: 'Sở Không có' })).toEqual([404, expect.stringContaining('/api/v1/plan/units')]);
    expect(await of({ unit: 'Văn phòng Tỉnh ủy' })).toEqual([
      422,
      expect.stringContaining('neither leads nor supports'),
    ]);
    expect(await of({ year: 2020 })).toEqual([422, expect.stringContaining('begins in 2021')]);
    expect(await of({ status: 'done', percent: 90 })).toEqual([400, expect.stringContaining('percent')]);
    expect(await of({ percent: 101 })).toEqual([400, expect.stringContaining('percent')]);
    expect((await step(4711, 'sign', { by: 'An Nguyễn' })).status).toBe(404);
  });
});
