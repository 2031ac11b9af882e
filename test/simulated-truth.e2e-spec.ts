import { afterEach, expect, it } from '@jest/globals';
import type { KpiItem } from '@app/contracts';
import { eventually } from '@app/testing';
import { describeOnEachEngine } from './support/engines.js';
import { PlatformProcess, STEERED } from './support/platform-process.js';
import { askTruth, backfillDone, type TruthAnswer, type TruthKpi } from './support/simulator-truth.js';

const LOCAL_MS = 7 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const DISTRICTS = ['718', '719', '720', '721', '722', '723', '724', '725', '726'];

/** What the truth knows, at the periods that are served. A family brings its members. */
const SERVED = {
  '15min': ['MOB-01', 'MOB-02', 'MOB-04'],
  hour: ['MOB-01', 'MOB-02', 'MOB-03', 'MOB-04', 'MOB-09', 'MOB-16', 'ENV-01', 'DAT-02'],
  day: ['MOB-03', 'MOB-04', 'MOB-05', 'MOB-09', 'MOB-14', 'MOB-16', 'NRG-02', 'WST-02', 'WTR-01', 'DAT-02'],
} as const;
type Period = keyof typeof SERVED;

/** Local midnight of the newest weekday that has ended: its rush hours are part of the truth. */
function lastWeekday(): number {
  let day = Math.floor((Date.now() + LOCAL_MS) / DAY_MS) * DAY_MS - LOCAL_MS - DAY_MS;
  while ([0, 6].includes(new Date(day + LOCAL_MS).getUTCDay())) day -= DAY_MS;
  return day;
}

describeOnEachEngine("the simulator's own truth", (engines) => {
  const day = lastWeekday();
  let platform: PlatformProcess;

  afterEach(() => platform.remove());

  it('is what every KPI says of a day without sins, to 1e-9', async () => {
    // The city begins an hour before the day, so that states and meters are known when it begins.
    platform = await citySince(day - HOUR_MS, day + DAY_MS);

    const found = new Map<string, Worst>();
    for (const period of ['day', 'hour', '15min'] as const) {
      const truth = await askTruth(platform.dataDir, day, day + DAY_MS, period);
      const areas = [...new Set(truth.map(({ area }) => area))];
      expect(areas).toEqual(expect.arrayContaining(['74', ...DISTRICTS]));
      const stations = areas.filter((area) => area !== '74' && !DISTRICTS.includes(area));
      const asked = ['74', ...DISTRICTS, ...stations.filter((_, i) => period === 'day' || i % 8 === 0)];
      await compare(platform, period, truth, asked, day, day + DAY_MS, found);
    }

    const kpis = [...found.keys()].toSorted();
    expect(kpis).toEqual(EXPECTED_KPIS);
    for (const worst of found.values()) expect(worst.difference).toBeLessThanOrEqual(1e-9);
  }, 400_000);

  it('agrees on what was lost: 5 % loss is 95 % of completeness', async () => {
    const from = day + 6 * HOUR_MS;
    const to = day + 14 * HOUR_MS;
    platform = await citySince(from, to, '--loss 0.05 --seed 7');

    const truth = await askTruth(platform.dataDir, from, to, 'hour');
    for (const kpi of ['DAT-02', 'MOB-01', 'MOB-03', 'MOB-04', 'MOB-09.total']) {
      for (const area of ['74', ...DISTRICTS]) {
        const items = await settled(platform, kpi, area, 'hour', from, to, 8, (item) => {
          const own = answer(truth, area, Date.parse(item.from)).kpis[kpi];
          return close(item.completeness, own?.completeness) <= 1e-9;
        });
        const mean = items.reduce((sum, { completeness }) => sum + completeness, 0) / items.length;
        expect([kpi, area, items.every(({ quality }) => quality === 'ok')]).toEqual([kpi, area, true]);
        if (area === '74') expect(Math.abs(mean - 0.95)).toBeLessThan(0.01);
      }
    }
    const stated = await platform.rest.values('DAT-02', span('74', 'hour', from, to));
    const sum = (pick: (item: KpiItem) => number | null): number =>
      stated.reduce((total, item) => total + (pick(item) ?? NaN), 0);
    expect(Math.abs(sum(({ num }) => num) / sum(({ den }) => den) - 0.95)).toBeLessThan(0.01);
  }, 400_000);

  /** A platform whose clock says that it is twenty minutes past `to`, with a city that has been sending since `from`. */
  async function citySince(from: number, to: number, options = ''): Promise<PlatformProcess> {
    const now = to + 20 * 60_000;
    const city = await PlatformProcess.create({
      engines,
      entry: STEERED,
      env: {
        NHIPPHO_SIMULATOR: 'on',
        // Two minutes more, since the platform's clock goes on until the city asks for it.
        NHIPPHO_BACKFILL_DAYS: String((now + 120_000 - from) / DAY_MS),
        NHIPPHO_SIMULATOR_OPTIONS: `--no-live --backfill-rate 30000 --start ${new Date(now).toISOString()} ${options}`,
        STEERED_SHIFT_MS: String(now - Date.now()),
      },
    });
    platform = city;
    await city.start();
    await eventually('the past to be sent', () => backfillDone(city.dataDir), 180_000, 100);
    return city;
  }
});

const EXPECTED_KPIS = [
  'DAT-02',
  'ENV-01',
  'MOB-01',
  'MOB-02',
  'MOB-03',
  'MOB-04',
  'MOB-05',
  'MOB-09.per1000vkt',
  'MOB-09.total',
  'MOB-14.bus',
  'MOB-14.car',
  'MOB-14.heavy',
  'MOB-14.motorcycle',
  'MOB-16',
  'NRG-02',
  'WST-02',
  'WTR-01.bd1',
  'WTR-01.bd2',
  'WTR-01.bd3',
];

interface Worst {
  compared: number;
  difference: number;
  where: string;
}

/** Relative difference; 0 for two nulls, Infinity where one of them is missing. */
function close(found: number | null | undefined, truth: number | null | undefined): number {
  if (found === null && truth === null) return 0;
  if (typeof found !== 'number' || typeof truth !== 'number') return Infinity;
  if (found === truth) return 0;
  return Math.abs(found - truth) / Math.abs(truth);
}

function answer(truth: readonly TruthAnswer[], area: string, from: number): TruthAnswer {
  const found = truth.find((one) => one.area === area && one.from === from);
  if (!found) throw new Error(`the truth has nothing of ${area} at ${new Date(from).toISOString()}`);
  return found;
}

function span(area: string, period: string, from: number, to: number): Record<string, string> {
  return { area, period, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Waits until all values of a time are there and right. */
function settled(
  platform: PlatformProcess,
  kpi: string,
  area: string,
  period: string,
  from: number,
  to: number,
  count: number,
  right: (item: KpiItem) => boolean,
): Promise<KpiItem[]> {
  return eventually(
    `${kpi} ${area} ${period}`,
    async () => {
      const items = await platform.rest.values(kpi, span(area, period, from, to));
      const wrong = items.find((item) => !right(item));
      if (wrong) throw new Error(JSON.stringify(wrong));
      return items.length === count && items;
    },
    120_000,
    250,
  );
}

async function compare(
  platform: PlatformProcess,
  period: Period,
  truth: readonly TruthAnswer[],
  areas: readonly string[],
  from: number,
  to: number,
  found: Map<string, Worst>,
): Promise<void> {
  const byArea = new Map(areas.map((area) => [area, truth.filter((one) => one.area === area)]));
  for (const family of SERVED[period]) {
    for (const [area, answers] of byArea) {
      const known = (one: TruthAnswer): [string, TruthKpi][] =>
        Object.entries(one.kpis).filter(([kpi]) => kpi === family || kpi.startsWith(`${family}.`));
      const expected = answers.flatMap((one) => known(one).map(([kpi, own]) => ({ kpi, own, at: one.from })));
      if (expected.length === 0) continue;
      await eventually(
        `${family} of ${area} by ${period}`,
        async () => {
          const items = await platform.rest.values(family, span(area, period, from, to));
          const at = new Map(items.map((item) => [`${item.kpi}|${Date.parse(item.from)}`, item]));
          const pairs = expected.map((one) => ({ ...one, item: at.get(`${one.kpi}|${one.at}`) }));
          const wrong = pairs.find(
            ({ item, own }) =>
              close(item?.value, own.value) > 1e-9 || (own.place !== undefined && item?.place !== own.place),
          );
          if (wrong) throw new Error(JSON.stringify(wrong));
          for (const { kpi, own, item } of pairs)
            note(found, kpi, `${area} ${period}`, close(item?.value, own.value));
          return true;
        },
        120_000,
        250,
      );
    }
  }
}

function note(found: Map<string, Worst>, kpi: string, where: string, difference: number): void {
  const worst = found.get(kpi) ?? { compared: 0, difference: -1, where };
  found.set(kpi, worst);
  worst.compared++;
  if (difference > worst.difference) Object.assign(worst, { difference, where });
}
