import { describe, expect, it } from '@jest/globals';
import { membersOf } from '@app/kpi';
import { join } from 'node:path';
import { readSeeds } from './read-seeds.js';

const seeds = readSeeds(join(process.cwd(), 'seeds'));
const districts = seeds.areas.filter((area) => area.set === 'plan-2020' && area.level === 'district');
const codeOf: Readonly<Record<string, string>> = {
  tdm: '718',
  bb: '719',
  dt: '720',
  bc: '721',
  pg: '722',
  tu: '723',
  da: '724',
  ta: '725',
  btu: '726',
};
const districtOf = (id: string): string => codeOf[id.split('-')[0] ?? ''] ?? '';

type Point = readonly [number, number];

function isInside(rings: readonly (readonly Point[])[], [x, y]: Point): boolean {
  return rings.some((ring) =>
    ring.reduce((inside, [x1, y1], i) => {
      const [x2, y2] = ring.at(i - 1) ?? [x1, y1];
      const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
      return crosses ? !inside : inside;
    }, false),
  );
}

/** Distance in metres to the nearest edge, on a plane fitted at 11° north. */
function borderMetres(rings: readonly (readonly Point[])[], [x, y]: Point): number {
  const toPlane = ([lon, lat]: Point): Point => [(lon - x) * 109_270, (lat - y) * 110_600];
  const edges = rings.flatMap((ring) =>
    ring.map((point, i) => [toPlane(ring.at(i - 1) ?? point), toPlane(point)]),
  );
  return Math.min(
    ...edges.map(([a, b]) => {
      const [ax, ay] = a ?? [0, 0];
      const [dx, dy] = [(b?.[0] ?? 0) - ax, (b?.[1] ?? 0) - ay];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
      return Math.hypot(ax + along * dx, ay + along * dy);
    }),
  );
}

describe('reporting sets', () => {
  it('has the province and its nine districts, whose official areas add up to the province', () => {
    const province = seeds.areas.find((area) => area.code === '74');

    expect(districts.map((area) => area.code)).toEqual(Object.values(codeOf).toSorted());
    expect(districts.reduce((sum, area) => sum + (area.areaKm2 ?? 0), 0)).toBeCloseTo(
      province?.areaKm2 ?? 0,
      2,
    );
  });

  it('has the areas, inhabitants and densities of kpi.md §4.3', () => {
    const population = (year: number | null) =>
      districts.map((area) => area.population.find((row) => row.year === year)?.value ?? NaN);
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    const late = population(null);

    expect(total(districts.map((area) => area.areaKm2 ?? NaN))).toBeCloseTo(2694.64, 2);
    expect([total(population(2017)), total(late)]).toEqual([1_990_951, 2_502_354]);
    expect(districts.map((area, i) => Math.round((late[i] ?? NaN) / (area.areaKm2 ?? NaN)))).toEqual([
      2789, 281, 161, 1332, 170, 1993, 8152, 7345, 170,
    ]);
  });

  it('keeps the districts in use to 2030 and says when the law ended them', () => {
    for (const area of districts) {
      expect(area.legalTo).toBe(Date.parse('2025-07-01T00:00:00+07:00'));
      expect(area.validTo).toBe(Date.parse('2031-01-01T00:00:00+07:00'));
    }
  });

  it('lists the 36 wards and communes, each the successor of a district, with unknown shares', () => {
    const units = seeds.areas.filter((area) => area.set === 'units-2025');

    expect(units).toHaveLength(36);
    expect(seeds.successors.map((row) => row.to).toSorted()).toEqual(
      units.map((area) => area.code).toSorted(),
    );
    expect(new Set(seeds.successors.map((row) => row.from)).size).toBe(9);
    expect(seeds.successors.every((row) => row.share === null)).toBe(true);
  });
});

describe('stations of the virtual city', () => {
  it.each(seeds.stations.map((station) => [station.id, station] as const))(
    '%s lies in its district, at least 300 m from the border',
    (id, station) => {
      const rings = districts.find((area) => area.code === districtOf(id))?.rings ?? [];

      expect(isInside(rings, [station.lon, station.lat])).toBe(true);
      expect(borderMetres(rings, [station.lon, station.lat])).toBeGreaterThan(300);
    },
  );

  it('has about 120 stations of all nine kinds and at least four cameras a district', () => {
    const cameras = seeds.devices.filter((device) => device.profile === 'camera');

    expect(seeds.stations.length).toBeGreaterThanOrEqual(115);
    expect(new Set(seeds.stations.map((station) => station.kind)).size).toBe(9);
    for (const code of Object.values(codeOf)) {
      const own = cameras.filter((device) => districtOf(device.station) === code);
      expect(own.length).toBeGreaterThanOrEqual(4);
    }
  });

  it('reports every 60 s from cameras and at least every 900 s from the others', () => {
    for (const device of seeds.devices) {
      expect(device.cadenceS).toBeLessThanOrEqual(device.profile === 'camera' ? 60 : 900);
    }
  });
});

describe('catalogue', () => {
  it('has the 54 definitions; those that are computed, and no other, name their method', () => {
    expect(seeds.kpis).toHaveLength(54);
    for (const { id, status, method } of seeds.kpis) {
      expect([id, method !== null]).toEqual([id, status === 'computed']);
    }
  });

  it('lists the members that the method library computes of a device family’s KPI', () => {
    for (const { id, members, status, family } of seeds.kpis) {
      if (status !== 'computed' || family === 'indicators') continue;
      const names = members.length === 0 ? [id] : members.map((member) => `${id}.${member.id}`);
      expect(
        membersOf(id)
          .map(({ kpi }) => kpi)
          .toSorted(),
      ).toEqual(names.toSorted());
    }
  });

  it('joins the productivity targets of the decision to SOC-03', () => {
    const bands = seeds.kpis
      .find((kpi) => kpi.id === 'SOC-03')
      ?.targets.map(({ lo, hi, year }) => [year, lo, hi]);

    expect(bands).toEqual([
      [2025, 7, 7.5],
      [2030, 7.5, 8],
    ]);
  });

  it('lowers the PM2.5 limit from 50 to 45 on 1 January 2026', () => {
    const rows = seeds.limits.filter((row) => row.pollutant === 'pm25' && row.averaging === '24h');

    expect(rows.map(({ value, validFrom, validTo }) => [value, validFrom, validTo])).toEqual([
      [50, '2023-09-12', '2026-01-01'],
      [45, '2026-01-01', null],
    ]);
  });

  it('has a value, a bound or no row for an indicator, never a zero in the stead of nothing', () => {
    expect(seeds.indicatorValues.some((row) => row.value === 0)).toBe(false);
    expect(seeds.indicatorValues.filter((row) => row.indicator === 'se.lp')).toHaveLength(0);
  });
});

describe('[QD-1338] the plan', () => {
  it('has the 41 tasks of seven groups in their order', () => {
    const tasks = seeds.plan.tasks;
    const counts = seeds.plan.groups.map(
      (group) => tasks.filter((task) => task.group === group.number).length,
    );

    expect(tasks).toHaveLength(41);
    expect(counts).toEqual([2, 7, 10, 7, 8, 4, 3]);
  });

  it('keeps words in NFC, and one task without partners', () => {
    expect(seeds.plan.tasks.every((task) => task.text === task.text.normalize('NFC'))).toBe(true);
    expect(seeds.plan.tasks.filter((task) => task.partners === null).map((task) => task.number)).toEqual([
      '5.6',
    ]);
  });

  it('reads years from the worded periods', () => {
    const period = (number: string) => {
      const task = seeds.plan.tasks.find((one) => one.number === number);
      return [task?.from, task?.to, task?.continuing];
    };

    expect(period('1.1')).toEqual([2020, 2025, true]);
    expect(period('2.1')).toEqual([2020, null, true]);
    expect(period('2.7')).toEqual([2020, 2021, false]);
    expect(period('4.5')).toEqual([2024, 2024, false]);
    expect(period('7.1')).toEqual([2020, 2025, true]);
  });
});
