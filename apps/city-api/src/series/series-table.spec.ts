import { describe, expect, it } from '@jest/globals';
import type { MeasureDef } from '@app/telemetry';
import type { LinePoint } from './series-line.js';
import type { SeriesPlan } from './series-plan.js';
import { seriesTable } from './series-table.js';

const SPEED = { key: 'speed', family: 'traffic', unit: 'km/h' } as MeasureDef;
const PLAN: SeriesPlan = {
  from: 0,
  to: 3_600_000,
  bucket: 'hour',
  lines: [
    {
      measure: SPEED,
      aggregation: 'mean',
      devices: [],
      object: { area: '718', station: null, device: null, lane: null },
    },
  ],
};

async function* points(): AsyncGenerator<readonly LinePoint[]> {
  yield await Promise.resolve([{ line: 0, t: 0, value: 31.5, n: 12, completeness: 1 }]);
}

describe('a series as a file', () => {
  it('has one row a point with the codes of what it is of', async () => {
    const { columns, batches } = seriesTable(PLAN, points(), null);

    expect(columns.map(({ name }) => name)).not.toContain('areaName');
    for await (const rows of batches)
      expect(rows).toEqual([
        [
          '1970-01-01T07:00:00+07:00',
          'traffic.speed',
          'km/h',
          'mean',
          '718',
          null,
          null,
          null,
          31.5,
          12,
          1,
          'windows',
        ],
      ]);
  });

  it('says them in words too where names are asked for', async () => {
    const names = [{ measure: 'Tốc độ trung bình', area: 'Thành phố Thủ Dầu Một', station: null }];
    const { columns, batches } = seriesTable(PLAN, points(), names);

    expect(columns.slice(-3).map(({ name }) => name)).toEqual(['measureName', 'areaName', 'stationName']);
    for await (const [row] of batches)
      expect(row?.slice(-3)).toEqual(['Tốc độ trung bình', 'Thành phố Thủ Dầu Một', null]);
  });
});
