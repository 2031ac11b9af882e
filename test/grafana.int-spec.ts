import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERIODS, type Period } from '@app/contracts';
import { type KpiCell, kpiSchemas, rowsFromCells } from '@app/kpi';
import { describeWith, testEngine } from '@app/testing';
import { rowsOf } from '@app/time-series';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { InfluxTimeSeries } from '../libs/time-series/src/influx/influx-time-series.js';

interface Target {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly query?: string;
  readonly expr?: string;
}
interface Panel {
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly Target[];
  readonly fieldConfig?: {
    readonly defaults: { readonly thresholds: { readonly steps: readonly { value: number | null }[] } };
  };
}
interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly templating: {
    readonly list: readonly { name: string; options: { value: string; text: string }[] }[];
  };
  readonly panels: readonly Panel[];
}

const root = join(import.meta.dirname, '..');
const provisioning = join(root, 'deploy', 'grafana', 'provisioning');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const DASHBOARDS = readdirSync(join(provisioning, 'dashboards'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(read('deploy/grafana/provisioning/dashboards', name)) as Dashboard);
const panels = DASHBOARDS.flatMap(({ uid, panels: all }) => all.map((panel) => ({ uid, panel })));
const targets = panels.flatMap(({ uid, panel }) =>
  (panel.targets ?? []).map((target) => ({
    uid,
    panel,
    target,
    name: `${uid}: ${panel.title} (${target.refId})`,
  })),
);
const influx = targets.filter(({ target }) => target.datasource.type === 'influxdb');
const kpiOf = (query: string): string[] =>
  [...query.matchAll(/"kpi" =~? (?:'([^']+)'|\/\^([A-Z]+-\d+))/g)].map((m) => m[1] ?? m[2] ?? '');

describe('the dashboards of Grafana', () => {
  it('are three, with data sources that are provisioned', () => {
    const sources = readdirSync(join(provisioning, 'datasources')).flatMap((name) => {
      const text = read('deploy/grafana/provisioning/datasources', name);
      return (parse(text) as { datasources: { uid: string; type: string }[] }).datasources;
    });

    expect(DASHBOARDS.map(({ uid }) => uid).sort()).toEqual([
      'nhippho-city',
      'nhippho-operations',
      'nhippho-targets',
    ]);
    for (const { target } of targets)
      expect(sources).toContainEqual(
        expect.objectContaining({ uid: target.datasource.uid, type: target.datasource.type }),
      );
  });

  it('ask Prometheus for metrics that there are, by labels that they have', () => {
    const rows = [
      ...read('docs/reference/metrics.md').matchAll(/^\| `(nhippho_\w+)` +\| \w+ +\| ([^|]+)\|/gm),
    ];
    const labels = new Map(
      rows.map(([, name, given = '']) => [name, [...given.matchAll(/`(\w+)`/g)].map((m) => m[1])]),
    );
    // Those of prom-client about the process, and those that Prometheus adds, are on no page of ours.
    const others = ['nhippho_process_resident_memory_bytes', 'nhippho_nodejs_eventloop_lag_p99_seconds'];
    const added = ['le', 'service', 'instance'];
    const asked = targets.flatMap(({ target, name }) =>
      target.expr === undefined ? [] : [{ name, expr: target.expr }],
    );

    expect(asked.length).toBeGreaterThan(15);
    for (const { name, expr } of asked) {
      for (const [metric] of expr.matchAll(/nhippho_\w+/g)) {
        if (others.includes(metric)) continue;
        const known = labels.get(metric) ?? labels.get(metric.replace(/_(bucket|count|sum)$/, ''));
        expect([name, metric, known === undefined]).toEqual([name, metric, false]);
        const by = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/, */));
        const wanted = [...by, ...[...expr.matchAll(/(\w+)=~?"/g)].map((m) => m[1])];
        expect([name, wanted.filter((label) => ![...(known ?? []), ...added].includes(label))]).toEqual([
          name,
          [],
        ]);
      }
    }
  });

  it('name the areas of the reporting set, and KPIs at periods that they have', () => {
    const { areas } = parse(read('seeds/areas/plan-2020.yaml')) as {
      areas: { code: string; nameVi: string }[];
    };
    const definitions = new Map(
      readdirSync(join(root, 'seeds', 'kpis'))
        .flatMap(
          (name) =>
            (
              parse(read('seeds/kpis', name)) as {
                kpis: { id: string; periods: string[]; members?: { id: string }[] }[];
              }
            ).kpis,
        )
        .flatMap((kpi) => [
          [kpi.id, kpi.periods] as const,
          ...(kpi.members ?? []).map(({ id }) => [`${kpi.id}.${id}`, kpi.periods] as const),
        ]),
    );

    for (const { templating } of DASHBOARDS)
      for (const { options } of templating.list)
        expect(options.map(({ value, text }) => ({ code: value, nameVi: text }))).toEqual(
          areas.map(({ code, nameVi }) => ({ code, nameVi })),
        );
    for (const { name, target } of influx)
      for (const kpi of kpiOf(target.query ?? '')) {
        const period = /"period" = '(\w+)'/.exec(target.query ?? '')?.[1];
        expect([name, definitions.get(kpi)]).toEqual([name, expect.arrayContaining([period])]);
      }
  });

  it('draw the targets that are set', () => {
    const { targets: set } = parse(read('seeds/targets.yaml')) as {
      targets: { kpi: string; member?: string; lo?: number; hi?: number }[];
    };
    const drawn = panels.filter(({ uid, panel }) => uid === 'nhippho-targets' && panel.targets);

    expect(drawn.length).toBeGreaterThan(10);
    for (const { panel } of drawn) {
      const [kpi = ''] = kpiOf(panel.targets?.[0]?.query ?? '');
      const known = set
        .filter((one) => [one.kpi, one.member].filter(Boolean).join('.') === kpi)
        .flatMap(({ lo, hi }) => [lo, hi]);
      const steps = (panel.fieldConfig?.defaults.thresholds.steps ?? []).flatMap(({ value }) => value ?? []);
      expect([panel.title, steps.length > 0, steps.filter((step) => !known.includes(step))]).toEqual([
        panel.title,
        true,
        [],
      ]);
    }
  });
});

describeWith('influx1', 'what the dashboards ask InfluxDB', () => {
  const database = `t${randomBytes(5).toString('hex')}`;
  const HOUR = 3_600_000;
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  let series: InfluxTimeSeries;

  const ask = async (q: string): Promise<{ tags?: Record<string, string>; values: unknown[][] }[]> => {
    const { url, user, password } = testEngine('influx1');
    const reply = await fetch(`${url}/query?${new URLSearchParams({ db: database, q }).toString()}`, {
      method: q.startsWith('DROP') ? 'POST' : 'GET',
      headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    });
    const body = (await reply.json()) as {
      error?: string;
      results?: { error?: string; series?: { tags?: Record<string, string>; values: unknown[][] }[] }[];
    };
    const error = body.error ?? body.results?.[0]?.error;
    if (error !== undefined) throw new Error(`${error}: ${q}`);
    return body.results?.[0]?.series ?? [];
  };
  /** As Grafana fills a query in. */
  const filled = (query: string, area: string): string =>
    query
      .replaceAll('$timeFilter', `time >= ${now - 48 * HOUR}ms AND time <= ${now + HOUR}ms`)
      .replaceAll('$__interval', '5m')
      .replaceAll('$area', area);

  beforeAll(async () => {
    series = new InfluxTimeSeries({
      ...testEngine('influx1'),
      version: '1',
      database,
      retentionDays: { raw: null },
      isCompressed: true,
    });
    const air = {
      bucket: 'raw',
      measurement: 'air',
      tags: ['device', 'lane', 'direction'],
      fields: ['pm25'],
    } as const;
    const traffic = {
      bucket: 'windows',
      measurement: 'traffic',
      tags: ['device', 'lane', 'direction'],
      fields: ['n_sum'],
    } as const;
    await series.open([...kpiSchemas, air, traffic]);
    const kpis = [...new Set(influx.flatMap(({ target }) => kpiOf(target.query ?? '')))].map((id) =>
      id === 'MOB-14' ? 'MOB-14.car' : id,
    );
    await series.write([
      rowsFromCells(kpis.flatMap((kpi) => PERIODS.flatMap((period) => cellsOf(kpi, period, now)))),
      rowsOf('raw', 'air', [{ time: now, tags: { device: 'air-1' }, fields: { pm25: 31 } }]),
      rowsOf('windows', 'traffic', [{ time: now, tags: { device: 'cam-1' }, fields: { n_sum: 412 } }]),
    ]);
  });
  afterAll(async () => {
    await series.close();
    await ask(`DROP DATABASE "${database}"`);
  });

  it.each(influx.map(({ name, target }) => [name, target.query ?? '']))('%s', async (_name, query) => {
    const found = await ask(filled(query, '718'));

    const values = found.flatMap(({ values: rows }) => rows.map((row) => row.at(-1)));
    expect(values.length).toBeGreaterThan(0);
    // 719's value is insufficient: it is stored as 0 and must not be drawn.
    expect(values).not.toContain(0);
    expect(found.map(({ tags }) => tags?.['area'])).not.toContain('719');
  });
});

/** A value in Thủ Dầu Một, none that can be drawn in Bàu Bàng. */
function cellsOf(kpi: string, period: Period, from: number): KpiCell[] {
  const common = {
    kpi,
    period,
    set: 'plan-2020',
    from,
    den: 1,
    finality: 'provisional',
    reporting: 1,
    expected: 1,
    place: null,
    reason: null,
    definition: 1,
    registryRevision: 1,
    revision: 0,
    computedAt: from,
  } as const;
  return [
    { ...common, area: '718', value: 42, num: 42, quality: 'ok', completeness: 1 },
    { ...common, area: '719', value: null, num: 42, quality: 'insufficient', completeness: 0.2 },
  ];
}
