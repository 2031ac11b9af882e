import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readCity } from '../inventory/read-city.js';
import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import { NO_SINS, Sins, type SinOptions } from './sins.js';
import { StationPlanner } from './station-planner.js';
import type { Silence } from './target.js';

const city = readCity(join(process.cwd(), 'seeds'));
const HOUR = Date.parse('2026-11-23T07:00:00+07:00');

function planner(
  id: string,
  sins: Partial<SinOptions> = {},
  silences: readonly Silence[] = [],
): StationPlanner {
  const station = city.stations.find((one) => one.id === id);
  if (station === undefined) throw new Error(`no station ${id}`);
  const since = HOUR - 48 * HOUR_MS;
  return new StationPlanner(station, city, {
    seed: 1,
    sins: new Sins({ ...NO_SINS, ...sins }, 1, since),
    silences,
    since,
  });
}

interface Camera {
  readonly n: Readonly<Record<string, number>>;
  readonly speed?: number;
}

describe('StationPlanner', () => {
  it('plans the same hour twice alike', () => {
    expect(planner('tdm-traffic-01').plan(HOUR)).toEqual(planner('tdm-traffic-01').plan(HOUR));
  });

  it.each(['tdm-traffic-01', 'tdm-traffic-02', 'tdm-traffic-04', 'da-traffic-03'])(
    'states for %s what its messages add up to',
    (id) => {
      const { truth, messages } = planner(id).plan(HOUR);
      const segment = city.stations.find((one) => one.id === id)?.segment;
      const hour = truth.find((line) => line.period === 'hour')?.traffic;
      const readings = messages.flatMap(
        (message) => message.readings as readonly unknown[] as readonly Camera[],
      );
      const count = ({ n }: Camera): number => Object.values(n).reduce((a, b) => a + b, 0);
      const n = readings.reduce((sum, one) => sum + count(one), 0);
      const vht = readings.reduce(
        (sum, one) => sum + (one.speed === undefined ? 0 : count(one) / one.speed),
        0,
      );

      expect(hour?.n).toBe(n);
      expect(hour?.vkt).toBeCloseTo(n * (segment?.lengthKm ?? 0), 9);
      expect(hour?.vht).toBeCloseTo(vht * (segment?.lengthKm ?? 0), 9);
    },
  );

  it('adds up four quarters to the hour, and floors delay in each', () => {
    const { truth } = planner('ta-traffic-05').plan(HOUR);
    const quarters = truth.filter((line) => line.period === '15min');
    const hour = truth.find((line) => line.period === 'hour')?.traffic;

    expect(quarters.map((line) => line.from)).toEqual([0, 1, 2, 3].map((i) => HOUR + i * QUARTER_MS));
    expect(quarters.reduce((sum, line) => sum + (line.traffic?.delay ?? 0), 0)).toBeCloseTo(
      hour?.delay ?? NaN,
      9,
    );
    expect(quarters.every((line) => (line.traffic?.delay ?? -1) >= 0)).toBe(true);
    expect(hour?.delay).toBeGreaterThan(0);
  });

  it('counts whole lamp-hours inside the schedule', () => {
    const night = Date.parse('2026-11-23T18:00:00+07:00');
    const lines = [night - HOUR_MS, night].map(
      (hour) => planner('tdm-lighting-01').plan(hour).truth[0]?.lighting,
    );

    expect(lines[0]?.scheduledSeconds).toBe(0);
    expect(lines[1]?.scheduledSeconds).toBe(3600);
    const { on = 0, off = 0, fault = 0, unreachable = 0 } = lines[1] ?? {};
    expect(on + off + fault + unreachable).toBe(3600);
    expect(off).toBe(0);
  });

  it('says an AQI for an air station from twelve hours', () => {
    const air = planner('tdm-air-01').plan(HOUR).truth[0]?.air;

    expect(air?.nowCast.pm25).toBeGreaterThan(0);
    expect(air?.aqi).toBeGreaterThan(0);
  });

  it('sends nothing from a silenced district, and counts it', () => {
    const silence = { target: '718', from: HOUR, to: HOUR + 2 * HOUR_MS };
    const { truth, messages } = planner('tdm-traffic-01', {}, [silence]).plan(HOUR);

    expect(messages).toHaveLength(0);
    expect(truth.at(-1)?.readings).toMatchObject({ made: 60, silenced: 60, delivered: 0 });
  });

  it('makes nothing that ended before the simulation began', () => {
    expect(planner('tdm-traffic-01').plan(HOUR - 60 * HOUR_MS)).toEqual({ truth: [], messages: [] });
  });
});

describe('sins', () => {
  it('come at the rates asked for, and are counted in the truth', () => {
    const sins = { loss: 0.05, duplicates: 0.02, late: { share: 0.03, seconds: 600 }, corrupt: 0.01 };
    const plan = planner('pg-traffic-04', sins);
    const hours = Array.from({ length: 300 }, (_, i) => plan.plan(HOUR + i * HOUR_MS));
    const sum = (key: 'made' | 'lost' | 'duplicates' | 'late' | 'corrupt' | 'delivered'): number =>
      hours.reduce((total, { truth }) => total + (truth.at(-1)?.readings[key] ?? 0), 0);
    const sent = hours.reduce((total, { messages }) => total + messages.length, 0);

    expect(sum('made')).toBe(18_000);
    expect(Math.abs(sum('lost') / 18_000 - 0.05)).toBeLessThan(0.01);
    expect(Math.abs(sum('duplicates') / 18_000 - 0.02)).toBeLessThan(0.005);
    expect(Math.abs(sum('late') / 18_000 - 0.03)).toBeLessThan(0.006);
    expect(Math.abs(sum('corrupt') / 18_000 - 0.01)).toBeLessThan(0.004);
    expect(sum('delivered') + sum('lost') + sum('corrupt')).toBe(18_000);
    expect(sent).toBe(sum('delivered') + sum('duplicates') + sum('corrupt'));
  });

  it('leave the truth as it is without them', () => {
    const traffic = (sins: Partial<SinOptions>) =>
      planner('tdm-traffic-01', sins)
        .plan(HOUR)
        .truth.map((line) => line.traffic);

    expect(traffic({ loss: 0.5, skewSeconds: 30, driftPerDay: 0.1, corrupt: 0.2 })).toEqual(traffic({}));
  });

  it('put a clock off by the same error within the bound each time', () => {
    const sins = new Sins({ ...NO_SINS, skewSeconds: 30 }, 1, HOUR);
    const skews = ['a', 'b', 'c'].map((device) => sins.fate(device, HOUR).skewMs);

    expect(skews.every((skew) => Math.abs(skew) <= 30_000)).toBe(true);
    expect(sins.fate('a', HOUR + HOUR_MS).skewMs).toBe(skews[0]);
    expect(new Set(skews).size).toBe(3);
  });
});
