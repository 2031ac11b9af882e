import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Caller, Callers, ROLES } from '@app/access';
import { Clock } from '@app/config';
import type { AlarmItem } from '@app/contracts';
import { AlarmRepository, AlarmRuleRepository, type NewAlarm, Registry } from '@app/registry';
import { at, TestCity } from '../../test/city.js';
import { AlarmRuleChecks } from './alarm-rule-checks.js';
import { AlarmRulesController } from './alarm-rules.controller.js';
import { AlarmsController } from './alarms.controller.js';

const NOW = '2026-11-23T08:00:00+07:00';
const [OWN, OTHER] = ['718', '725'];
const by = 'Lê Thị Hoa';

interface View extends AlarmItem {
  readonly history: readonly {
    readonly who: string | null;
    readonly what: string;
    readonly note: string | null;
  }[];
}
interface Page {
  readonly items: readonly AlarmItem[];
  readonly next: string | null;
}
interface RuleView {
  readonly rule: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly version: number;
  readonly by: string | null;
  readonly removed: boolean;
}
interface Refusal {
  readonly detail: string;
  readonly errors?: readonly { readonly path: string }[];
}

describe('alarms over REST', () => {
  let city: TestCity;
  let ids: ReadonlyMap<string, number>;

  beforeAll(async () => {
    city = await TestCity.open(
      NOW,
      [AlarmsController, AlarmRulesController],
      [
        AlarmRuleChecks,
        { provide: Callers, useValue: callers() },
        ...[AlarmRepository, AlarmRuleRepository].map((type) => ({
          provide: type,
          useFactory: (registry: Registry, clock: Clock) => new type(registry, clock),
          inject: [Registry, Clock],
        })),
      ],
    );
    ids = await openAlarms(city);
  });
  afterAll(() => city.close());

  const id = (object: string): number => ids.get(object) ?? 0;
  const act = (object: string, what: string, body: object, key?: string) =>
    city.post<View & Refusal>(`/api/v1/alarms/${id(object)}/${what}`, body, key);
  const states = async (query: string) =>
    (await city.get<{ items: AlarmItem[] }>(`/api/v1/alarms?${query}`)).body.items.map(
      ({ object, state }) => `${object.id} ${state}`,
    );

  it('are listed, newest opening first, by state, severity, area and root, page by page', async () => {
    const all = ['root', 'leaf-1', 'leaf-2', 'far', 'person'];

    expect((await states('')).map((one) => one.split(' ')[0])).toEqual(all);
    expect(await states('severity=critical')).toEqual(['far open']);
    expect(await states(`area=${OTHER}`)).toEqual(['far open']);
    expect(await states('area=74')).toHaveLength(5);
    expect(await states('roots=true')).toEqual(['root open', 'far open', 'person open']);
    expect(await states(`parent=${id('root')}`)).toEqual(['leaf-1 open', 'leaf-2 open']);
    expect(await states('state=resolved')).toEqual([]);
    const pages: string[] = [];
    let after = '';
    do {
      const page: { body: Page } = await city.get<Page>(`/api/v1/alarms?limit=2${after}`);
      pages.push(...page.body.items.map(({ object }) => object.id));
      after = page.body.next === null ? '' : `&after=${page.body.next}`;
    } while (after !== '');
    expect(pages).toEqual(all);
  });

  it('are taken note of, of a root with all that is under it, and keep who did what', async () => {
    const { status, body } = await act('root', 'acknowledge', { by, note: 'đội trực đã đi' });

    expect([status, body.state, body.acknowledgedBy]).toEqual([200, 'acknowledged', by]);
    expect(await states('state=acknowledged')).toEqual([
      'root acknowledged',
      'leaf-1 acknowledged',
      'leaf-2 acknowledged',
    ]);
    expect(body.history.at(-1)).toMatchObject({ who: by, what: 'acknowledged', note: 'đội trực đã đi' });
    const leaf = await city.get<View>(`/api/v1/alarms/${id('leaf-1')}`);
    expect(leaf.body.history.at(-1)).toMatchObject({ what: 'acknowledged', note: `root ${id('root')}` });
    expect((await act('root', 'acknowledge', { by })).status).toBe(409);
  });

  it('are assigned, commented and resolved, after which only a comment is left to make', async () => {
    expect((await act('person', 'assign', { by, assignee: 'Trần Văn Bình' })).body.assignee).toBe(
      'Trần Văn Bình',
    );
    expect((await act('person', 'assign', { by, assignee: null })).body.assignee).toBeNull();
    await act('person', 'comment', { by, note: 'máy bơm số 2 hỏng' });
    const resolved = await act('person', 'resolve', { by, note: 'đã thông cống' });
    const after = [
      (await act('person', 'resolve', { by, note: 'lần nữa' })).status,
      (await act('person', 'assign', { by, assignee: by })).status,
      (await act('person', 'comment', { by, note: 'theo dõi thêm' })).status,
    ];

    expect(resolved.body).toMatchObject({ state: 'resolved', resolvedAt: NOW });
    expect(resolved.body.history.map(({ what }) => what)).toEqual([
      'opened',
      'assigned',
      'assigned',
      'commented',
      'resolved',
    ]);
    expect(after).toEqual([409, 409, 200]);
  });

  it.each([
    ['no reason', 'resolve', { by, note: '' }],
    ['nobody', 'acknowledge', { note: 'x' }],
    ['more than is asked', 'comment', { by, note: 'xin chào', state: 'resolved' }],
  ])('refuse a change with %s', async (_, what, body) => {
    expect((await act('far', what, body)).status).toBe(400);
  });

  it('that are not there are 404, and no alarm has a text for an id', async () => {
    expect((await city.get('/api/v1/alarms/999999')).status).toBe(404);
    expect((await city.post('/api/v1/alarms/999999/resolve', { by, note: 'hết' })).status).toBe(404);
    expect((await city.get('/api/v1/alarms/1;drop')).status).toBe(400);
    expect((await city.get('/api/v1/alarms?after=x')).status).toBe(400);
  });

  it('are handled by operators of their area and of the province, and by nobody else', async () => {
    const asked = async (object: string, token: string | null) =>
      (await city.post(`/api/v1/alarms/${id(object)}/comment`, { by, note: 'thử quyền' }, token)).status;

    const byRole = await Promise.all(ROLES.map(async (role) => [role, await asked('root', role)]));
    expect(Object.fromEntries(byRole)).toEqual({
      viewer: 403,
      operator: 200,
      planner: 403,
      verifier: 403,
      administrator: 200,
    });
    expect(await asked('root', null)).toBe(401);
    expect(await asked('root', `operator:${OWN}`)).toBe(200);
    expect(await asked('far', `operator:${OWN}`)).toBe(403);
  });

  describe('rules', () => {
    const rules = '/api/v1/alarm-rules';
    const rule = {
      id: 'no2-hour',
      kind: 'threshold',
      names: { vi: 'NO₂ giờ cao', en: 'Hourly NO₂ is high' },
      severity: 'warning',
      measure: 'air.no2',
      window: '1h',
      direction: 'above',
      limit: { averaging: '1h' },
      scope: { areas: [OWN] },
      ground: 'QCVN 05:2023/BTNMT, 1-hour mean',
      text: { vi: '{object}: {value} {unit}', en: '{object}: {value} {unit}' },
    };
    const listed = async (): Promise<string[]> =>
      (await city.get<{ items: RuleView[] }>(`${rules}?limit=100`)).body.items.map((one) => one.rule.id);

    it('of the seeds name only what this city has', async () => {
      const all = (await city.registry.alarmRules.current()).map((one) => one.rule);
      const put = (rule: { readonly id: string }) =>
        city.send<Refusal>('PUT', `${rules}/${rule.id}`, { by, rule });

      expect(all.length).toBeGreaterThan(8);
      for (const one of all) expect(await put(one)).toMatchObject({ status: 200 });
    });

    it('are added, changed, disabled and removed by version, which all stay to be seen', async () => {
      const added = await city.post<RuleView>(rules, { by, rule });
      const twice = await city.post(rules, { by, rule });
      city.clock.advance(60_000);
      const off = await city.send<RuleView>('PUT', `${rules}/no2-hour`, {
        by,
        rule: { ...rule, enabled: false },
      });
      const inForce = await listed();
      city.clock.advance(60_000);
      const gone = await city.send<RuleView>('DELETE', `${rules}/no2-hour?by=${encodeURIComponent(by)}`);
      const again = await city.send('DELETE', `${rules}/no2-hour?by=${encodeURIComponent(by)}`);
      const versions = await city.get<{ items: RuleView[] }>(`${rules}/no2-hour`);

      expect([added.status, added.body.version, added.body.by]).toEqual([201, 1, by]);
      expect([twice.status, off.body.version, again.status]).toEqual([409, 2, 404]);
      expect([inForce.includes('no2-hour'), gone.body.removed]).toEqual([true, true]);
      expect(await listed()).not.toContain('no2-hour');
      expect(versions.body.items.map((one) => one.version)).toEqual([3, 2, 1]);
    });

    it('that are wrong are refused with every place, and nothing is kept', async () => {
      const wrong = {
        ...rule,
        id: 'wrong',
        measure: 'air.dust',
        scope: { areas: ['999'] },
        text: { vi: '{x}', en: 'x' },
      };
      const { status, body } = await city.post<Refusal>(rules, { by, rule: wrong });

      expect(status).toBe(400);
      expect(body.errors?.map(({ path }) => path).toSorted()).toEqual([
        'measure',
        'scope.areas.0',
        'text.vi',
      ]);
      expect(await listed()).not.toContain('wrong');
      const other = await city.send<Refusal>('PUT', `${rules}/another`, { by, rule });
      expect([other.status, other.body.detail]).toEqual([400, expect.stringContaining('rule.id')]);
    });

    it('are the administrator’s: an operator of the whole province may not touch them', async () => {
      const tries = await Promise.all(
        ['operator', 'planner', `administrator:${OWN}`, 'administrator'].map(
          async (token) =>
            (await city.post(rules, { by, rule: { ...rule, id: `of-${token.length}` } }, token)).status,
        ),
      );

      expect(tries).toEqual([403, 403, 403, 201]);
    });
  });
});

/** Alarms of both areas, of which two stand under a root; ids by object. */
async function openAlarms({ registry, clock }: TestCity): Promise<ReadonlyMap<string, number>> {
  const opened = at('2026-11-23T07:00:00+07:00');
  const alarm = (objectId: string, minutes: number, more: Partial<NewAlarm> = {}): NewAlarm => ({
    rule: 'device-silent',
    ruleVersion: 1,
    kind: 'silence',
    severity: 'warning',
    objectType: 'device',
    objectId,
    area: OWN,
    station: null,
    device: null,
    kpi: null,
    measure: null,
    period: null,
    value: 900,
    limit: null,
    unit: 's',
    openedAt: opened - minutes * 60_000,
    observedAt: clock.now(),
    endedAt: null,
    textVi: `${objectId} im lặng`,
    textEn: `${objectId} is silent`,
    state: 'open',
    resolvedAt: null,
    resolution: null,
    ...more,
  });
  const fresh = [
    alarm('root', 0, { objectType: 'station' }),
    alarm('leaf-1', 1),
    alarm('leaf-2', 2),
    alarm('far', 3, { area: OTHER, severity: 'critical' }),
    alarm('person', 4),
  ];
  const keyOf = ({ rule, objectType, objectId, openedAt }: NewAlarm) => ({
    rule,
    objectType,
    objectId,
    openedAt,
  });
  const [root, ...leaves] = fresh.slice(0, 3).map(keyOf);
  const parents = leaves.map((child) => ({ child, parent: root ?? null }));
  const nobody = () => ({ deliveries: [], what: null });
  await registry.alarmEpisodes.apply('alarm.data', 0, { fresh, updates: [], parents }, nobody);
  const stored = await registry.alarms.list({ limit: 10 });
  return new Map(stored.map(({ objectId, id }) => [objectId, id]));
}

/** Callers by tokens that say it all: `operator`, `operator:718`. */
function callers(): Pick<Callers, 'identify'> {
  const identify = (token: string): Promise<Caller | null> => {
    const [role, area = null] = token.split(':');
    const known = ROLES.find((one) => one === role);
    return Promise.resolve(known ? Caller.service(token, token, [{ role: known, area }]) : null);
  };
  return { identify };
}
