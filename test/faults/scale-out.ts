import type { KpiItem } from '@app/contracts';
import { Client } from 'pg';
import { eventually } from '../../libs/testing/src/eventually.js';
import { Load } from '../support/load.js';
import { PARTITIONS, partitionsOf } from './ownership.js';
import { settledAudit } from './settled-audit.js';
import type { City } from './world/city.js';

const DEVICES = 24;
const READINGS = 300;
const STEP_SECONDS = 5;
const KPIS = ['MOB-01', 'MOB-02', 'MOB-04'] as const;
const WITHIN_MS = 180_000;

/** What KPI values are to be the same however many processors there were; by camera, KPI and window. */
export type Values = ReadonlyMap<string, Pick<KpiItem, 'value' | 'num' | 'den' | 'quality' | 'completeness'>>;

export interface ScaleOut {
  readonly values: Values;
  /** Partitions that each processor worked on, one list a processor. */
  readonly owned: readonly (readonly number[])[];
  /** The same when all was done, and how often each partition was claimed, before and when all was done. */
  readonly ownedAfter: readonly (readonly number[])[];
  readonly claims: readonly number[];
  readonly claimsAfter: readonly number[];
  readonly findings: readonly string[];
}

/** Sends the same readings to cameras of their own, while so many processors work on them. */
export async function scaleOut(city: City, processors: number, base: number): Promise<ScaleOut> {
  while (city.processors.length < processors) await city.addProcessor();
  const owned = await eventually('every partition to have an owner', () => shares(city), WITHIN_MS, 200);
  const claims = await epochs(city);
  const name = `scale-${processors}`;
  const readings = { base, stepMs: STEP_SECONDS * 1000 };
  const load = await Load.start(city, {
    name,
    devices: DEVICES,
    rate: 0,
    count: READINGS,
    readings,
    cadence: STEP_SECONDS,
  });
  try {
    const log = await load.isDone(WITHIN_MS);
    const { findings } = await settledAudit(city, log, readings);
    const values = await valuesOf(city, name, base);
    const ownedAfter = await Promise.all(city.processors.map(partitionsOf));
    return { values, owned, ownedAfter, claims, claimsAfter: await epochs(city), findings };
  } finally {
    load.abandon();
    await city.oneProcessor();
  }
}

/** The processors' partitions, once each has some and together they have each once. */
async function shares(city: City): Promise<readonly (readonly number[])[] | false> {
  const owned = await Promise.all(city.processors.map(partitionsOf));
  const all = owned.flat();
  const isComplete = all.length === PARTITIONS && new Set(all).size === PARTITIONS;
  return isComplete && owned.every((own) => own.length > 0) && owned;
}

async function valuesOf(city: City, name: string, base: number): Promise<Values> {
  const span = {
    from: new Date(base).toISOString(),
    to: new Date(base + READINGS * STEP_SECONDS * 1000).toISOString(),
  };
  const values = new Map<string, Pick<KpiItem, 'value' | 'num' | 'den' | 'quality' | 'completeness'>>();
  for (let camera = 0; camera < DEVICES; camera++) {
    for (const kpi of KPIS) {
      const items = await city.rest.values(kpi, { area: `st-${name}-${camera}`, period: '5min', ...span });
      for (const { from, value, num, den, quality, completeness } of items)
        values.set(`${camera} ${kpi} ${from}`, { value, num, den, quality, completeness });
    }
  }
  return values;
}

/** How often each partition has been claimed, as the registry has it. */
async function epochs(city: City): Promise<readonly number[]> {
  const client = new Client({ connectionString: city.engines.postgresUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ epoch: number }>(
      `SELECT epoch::int FROM partition_position WHERE grp = 'stream-processor' ORDER BY partition`,
    );
    return rows.map(({ epoch }) => epoch);
  } finally {
    await client.end();
  }
}
