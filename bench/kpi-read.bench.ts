import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Period } from '@app/contracts';
import {
  KpiReader,
  type KpiCell,
  kpiSchemas,
  MEMBERS,
  localMidnight,
  periodsBetween,
  rowsFromCells,
} from '@app/kpi';
import { DuckdbTimeSeries } from '../libs/time-series/src/embedded/duckdb-time-series.js';

// node --import ./libs/testing/src/typescript-hooks.mjs bench/kpi-read.bench.ts
const SET = 'plan-2020';
const AREAS = ['74', '718', '719', '720', '721', '722', '723', '724', '725', '726'];
const FROM = localMidnight(2025, 1, 1);
const TO = localMidnight(2026, 1, 1);
const NAMES = { unitOf: () => 'km/h', stationOf: () => null };

function cell(kpi: string, area: string, period: Period, from: number): KpiCell {
  const value = Math.round(Math.random() * 1e5) / 100;
  const basis = { quality: 'ok', completeness: 0.98, reporting: 41, expected: 42, place: null } as const;
  const where = { area, period, set: SET, from, finality: 'final', registryRevision: 240 } as const;
  const how = { definition: 1, revision: 0, reason: null, computedAt: from } as const;
  return { kpi, value, num: value * 3, den: 3, ...basis, ...where, ...how };
}

/** A year of every KPI and area: days, and the hours of those that have them. */
async function fill(series: DuckdbTimeSeries): Promise<number> {
  let rows = 0;
  for (const from of periodsBetween('month', FROM, TO)) {
    const to = periodsBetween('month', from, from + 40 * 86_400_000)[1] ?? TO;
    for (const period of ['hour', 'day'] as const) {
      const members = MEMBERS.filter((member) => member.periods.includes(period));
      const starts = periodsBetween(period, from, to);
      for (const { kpi } of members) {
        const cells = AREAS.flatMap((area) => starts.map((at) => cell(kpi, area, period, at)));
        await series.write([rowsFromCells(cells)]);
        rows += cells.length;
      }
    }
  }
  return rows;
}

const dir = await mkdtemp(join(tmpdir(), 'nhippho-bench-kpi-'));
const series = new DuckdbTimeSeries({ dir });
try {
  await series.open(kpiSchemas);
  const rows = await fill(series);
  process.stdout.write(`store: ${rows} values, one year of ${AREAS.length} areas\n`);
  const reader = new KpiReader(series);
  const waits: number[] = [];
  const cpu = process.cpuUsage();
  for (let i = 0; i < 30; i++) {
    const start = performance.now();
    const query = { kpis: ['MOB-04'], areas: AREAS, period: 'day', set: SET, from: FROM, to: TO } as const;
    const items = await reader.items(query, NAMES);
    if (items.length !== 365 * AREAS.length) throw new Error(`${items.length} values found`);
    waits.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000 / waits.length;
  waits.sort((a, b) => a - b);
  const at = (q: number): string =>
    (waits[Math.min(waits.length - 1, Math.floor(q * waits.length))] ?? 0).toFixed(1);
  process.stdout.write(
    `a year's daily series of one KPI for ten areas: ${365 * AREAS.length} values, ms p50 ${at(0.5)} p99 ${at(0.99)}, CPU ${cpuMs.toFixed(1)} (goal: under 100)\n`,
  );
} finally {
  await series.close();
  await rm(dir, { recursive: true });
}
