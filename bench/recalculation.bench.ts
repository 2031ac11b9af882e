import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DAY_MS, DOMAINS, HOUR_MS, localMidnight, recalculationUnits } from '@app/kpi';
import type { Device } from '@app/registry';
import type { SeriesRows } from '@app/time-series';
import { WindowLayout } from '@app/windows';
import {
  closeGround,
  type Ground,
  KpiHarness,
  openGround,
  type WindowRow,
} from '../apps/kpi-service/test/kpi-harness.js';
import { DuckdbTimeSeries } from '../libs/time-series/src/embedded/duckdb-time-series.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/recalculation.bench.ts [days]
// A month of the virtual city's windows, made up and stored; every KPI of every area and period worked out from them.
const DAYS = Number(process.argv[2] ?? 31);
const FROM = localMidnight(2026, 10, 1);
const TO = FROM + DAYS * DAY_MS;
const WINDOW_MS = 300_000;
const GOAL_S = 60;

/** Full windows of a device's lanes over one day: plausible where completeness looks, arbitrary elsewhere. */
function dayOf(device: Device, fields: readonly string[], day: number): SeriesRows {
  const lanes = device.lanes.length === 0 ? [''] : device.lanes.map(String);
  const times = Float64Array.from({ length: 288 * lanes.length }, (_, i) => day + (i % 288) * WINDOW_MS);
  const perWindow = (window: number): number => {
    const every = Math.max(1, Math.round((device.cadenceS * 1000) / WINDOW_MS));
    return window % every === 0 ? Math.max(1, Math.round(300 / device.cadenceS)) : 0;
  };
  const value = (name: string, window: number): number => {
    if (name === 'readings' || name === 'late_0') return perWindow(window);
    if (name === 'valid_s' || name === 'online_s') return 300;
    if (/^late_|^tms|_resets$/.test(name)) return 0;
    return 1 + ((window * 31 + name.length * 17 + day / DAY_MS) % 97) / 10;
  };
  return {
    bucket: 'windows',
    measurement: device.family,
    length: times.length,
    times,
    tags: {
      device: Array.from(times, () => device.id),
      lane: Array.from(times, (_, i) => lanes[Math.floor(i / 288)] ?? ''),
      direction: Array.from(times, () => device.direction),
    },
    fields: Object.fromEntries(
      fields.map((name) => [name, Float64Array.from(times, (_, i) => value(name, i % 288))]),
    ),
  };
}

async function fill(ground: Ground, kpis: KpiHarness): Promise<number> {
  let windows = 0;
  const devices = [...ground.registry.cache.current().devices.values()].filter(
    (one) => one.active.length > 0,
  );
  for (let day = FROM; day < TO; day += DAY_MS) {
    const rows = devices.flatMap((device) => {
      const layout = kpis.facts.measures.families.get(device.family);
      return layout === undefined ? [] : [dayOf(device, new WindowLayout(layout).fields, day)];
    });
    await ground.series.write(rows);
    windows += rows.reduce((sum, { length }) => sum + length, 0);
  }
  return windows;
}

async function recalculate(ground: Ground, what: string): Promise<void> {
  // A service that has just started: nothing of the month is in its memory.
  const kpis = await KpiHarness.start(ground);
  const { recalculations, work } = ground.registry;
  const domains = [...DOMAINS.keys()];
  const { id } = await recalculations.create({
    from: FROM,
    to: TO,
    scope: { domains, kpis: null, areas: null },
    dryRun: false,
    by: 'bench',
    reason: what,
    total: recalculationUnits(domains, FROM, TO).length,
  });
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  for (;;) {
    await kpis.recalculations.step();
    if ((await recalculations.get(id)).state !== 'running') break;
    if ((await kpis.loop.round()) === 0) ground.clock.advance(1000);
  }
  while ((await work.depth()) > 0) if ((await kpis.loop.round()) === 0) ground.clock.advance(1000);
  const wallS = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const { changed, revisions, total } = await recalculations.get(id);
  const cpuS = (used.user + used.system) / 1e6;
  process.stdout.write(
    `${what.padEnd(34)} ${wallS.toFixed(1)} s (CPU ${cpuS.toFixed(1)} s); ${total} pieces, ` +
      `${changed} values written, ${revisions} revisions; goal < ${GOAL_S} s: ${wallS < GOAL_S ? 'met' : 'missed'}\n`,
  );
}

/** Marks every hour of the month, as a backfill's windows do, and evaluates until nothing is dirty. */
async function followBackfill(ground: Ground, what: string): Promise<void> {
  const kpis = await KpiHarness.start(ground);
  await kpis.alarmRules.load();
  const families = new Set([...ground.registry.cache.current().devices.values()].map(({ family }) => family));
  const rows: WindowRow[] = [];
  for (let hour = FROM; hour < TO; hour += HOUR_MS)
    for (const family of families) rows.push({ family, device: `bench-${family}`, start: hour, fields: {} });
  await kpis.tell(rows);
  const { work } = ground.registry;
  const marked = await work.depth();
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  let evaluated = 0;
  while ((await work.depth()) > 0) {
    const done = await kpis.loop.round();
    evaluated += done;
    if (done === 0) ground.clock.advance(1000);
  }
  const wallS = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuS = (used.user + used.system) / 1e6;
  process.stdout.write(
    `${what.padEnd(34)} ${wallS.toFixed(1)} s (CPU ${cpuS.toFixed(1)} s); ${marked} hours marked, ${evaluated} cells evaluated\n`,
  );
}

const dir = await mkdtemp(join(tmpdir(), 'nhippho-bench-recalculation-'));
const ground = await openGround(TO + 2 * DAY_MS, new DuckdbTimeSeries({ dir }));
try {
  await ground.registry.inventory.setVirtualActive(true, FROM);
  await ground.registry.inventory.setVirtualActive(false, TO);
  const { stations, areas } = await ground.registry.cache.refresh();
  const windows = await fill(ground, await KpiHarness.start(ground));
  process.stdout.write(
    `${DAYS} days, ${stations.size} stations, ${areas.length} areas, ${windows} windows\n`,
  );
  if (process.argv[3] !== 'recalculation') await followBackfill(ground, 'the live path behind a backfill');
  await recalculate(ground, 'the first time');
  await recalculate(ground, 'again: nothing has changed');
  process.stdout.write(`resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB\n`);
} finally {
  await closeGround(ground);
  await rm(dir, { recursive: true });
}
