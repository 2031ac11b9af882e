import { randomBytes } from 'node:crypto';
import { describeTimeSeriesContract, describeWith, testEngine } from '@app/testing';
import { InfluxTimeSeries } from './influx-time-series.js';

describeWith('influx1', 'on a real server', () => {
  describeTimeSeriesContract('InfluxDB 1', async () => {
    const database = `t${randomBytes(5).toString('hex')}`;
    const create = (): InfluxTimeSeries =>
      new InfluxTimeSeries({
        ...testEngine('influx1'),
        version: '1',
        database,
        retentionDays: { raw: null },
      });
    let series = create();
    return {
      series,
      reopen: async (schema) => {
        await series.close();
        series = create();
        await series.open(schema);
        return series;
      },
      dispose: () => series.close(),
    };
  });
});
