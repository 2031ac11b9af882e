import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Period } from '@app/contracts';
import {
  DOMAINS,
  type FoundLineage,
  KpiCatalogue,
  kpiSchemas,
  lineageCsv,
  LineageReader,
  localMidnight,
  MEMBERS,
  periodEnd,
  periodsBetween,
  rowsFromComponents,
} from '@app/kpi';
import { InMemoryTimeSeries } from '@app/testing';

type Member = (typeof MEMBERS)[number];

const SCRIPT = join(import.meta.dirname, '..', 'docs', 'recompute.py');
const FROM = localMidnight(2026, 1, 1);
const STATIONS = ['s-a', 's-b', 's-c', 's-d', 's-e'];
const CONTEXT = new KpiCatalogue({
  definitions: [],
  pcu: [],
  limits: [],
  noiseLimits: [],
  fillEdges: [20, 40, 60, 80, 90],
}).methods;
const CHILD = {
  hour: 'hour',
  day: 'day',
  week: 'day',
  month: 'day',
  quarter: 'month',
  year: 'month',
} as const;
const run = promisify(execFile);
/** The script needs Python; a machine without it leaves these out by name. */
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

/** Repeatable numbers in [0, 1). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Components of the basis and whatever flags "enough" are full, so that the value isn't withheld; the rest is random. */
function vectorOf(member: Member, width: number, random: () => number): Float64Array {
  const vector = Float64Array.from({ length: width }, () => (random() < 0.1 ? 0 : random() * 100));
  const set = (index: number, value: number): void => void (vector[index] = value);
  for (const index of [0, 1, 3]) set(index, 10);
  set(2, 1);
  set(4, 0);
  const { basis, formula } = member;
  if (basis !== undefined) for (const index of [basis.valid, basis.expected, basis.readings]) set(index, 10);
  // Of the first components of a reducer some are flags and some are numbers: 0 and 1 are both.
  if (formula.kind === 'overDays' && random() < 0.5) set(formula.components.at(-1) ?? 0, 1);
  return vector;
}

describe('docs/recompute.py', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nhippho-recompute-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** A value of random stored components, with what the platform itself makes of them. */
  async function lineageOf(member: Member, period: keyof typeof CHILD, seed: number): Promise<FoundLineage> {
    const domain = DOMAINS.get(member.domain);
    if (domain === undefined) throw new Error(`no domain ${member.domain}`);
    const series = new InMemoryTimeSeries();
    await series.open(kpiSchemas);
    const random = randomOf(seed);
    for (const level of new Set([CHILD[period], 'day'] as const)) {
      const starts = level === 'hour' ? [FROM] : periodsBetween(level, FROM, periodEnd(period, FROM));
      const rows = STATIONS.flatMap((station) =>
        starts.map((from) => ({ station, from, vector: vectorOf(member, domain.components.length, random) })),
      );
      await series.write([rowsFromComponents(domain.id, level, rows, FROM)]);
    }
    const family = domain.id === 'data' ? 'traffic' : domain.id;
    const stations = STATIONS.map((id, i) => ({ id, no: i + 1, family, facts: [], devices: [] }));
    return new LineageReader(series).find({
      domain,
      method: member,
      stations: member.only === 'station' ? stations.slice(0, 1) : stations,
      single: member.only === 'station',
      period,
      from: FROM,
      minCompleteness: { ok: 0.75, partial: 0.5 },
      now: periodEnd('year', FROM),
      methods: CONTEXT,
      figures: (name) => ({ value: 10 + name.length, isVirtual: false }),
    });
  }

  async function recomputed(lineage: FoundLineage, kpi: string): Promise<number> {
    const file = join(folder, `${kpi}.csv`);
    await writeFile(file, lineageCsv({ kpi, published: lineage.recomputed }, lineage));
    return Number((await run('python3', [SCRIPT, file])).stdout);
  }

  const cases = MEMBERS.map((member, i) => {
    const served = member.periods.filter((period): period is keyof typeof CHILD => period in CHILD);
    return [member.kpi, served[i % served.length] ?? 'hour', member, i + 1] as const;
  });

  itWithPython.each(cases)(
    'arrives at the value of %s a %s, from the CSV alone',
    async (kpi, period, member, seed) => {
      const lineage = await lineageOf(member, period, seed);

      expect(lineage.recomputed).not.toBeNull();
      const found = await recomputed(lineage, kpi);
      const value = lineage.recomputed ?? NaN;
      expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
    },
    60_000,
  );

  it('covers every kind of formula', () => {
    const kinds = new Set(MEMBERS.map(({ formula }) => formula.kind));
    const periods = new Set<Period>(cases.map(([, period]) => period));

    expect([...kinds].toSorted()).toEqual(
      expect.arrayContaining(['max', 'overDays', 'percentile', 'ratio', 'sum']),
    );
    expect(periods.size).toBeGreaterThan(3);
  });
});
