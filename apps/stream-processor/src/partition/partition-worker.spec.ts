import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { InMemoryTimeSeries } from '@app/testing';
import type { SeriesQuery, SeriesRows } from '@app/time-series';
import { aDevice, Harness, T0 } from '../../test/harness.js';

const MINUTE = 60_000;
const at = (ms: number): string => new Date(ms).toISOString();
/** A camera's reading of the minute that ends at `end`. */
const counted = (end: number, car: number, more: object = {}) => ({
  ts: at(end),
  period: 60,
  n: { car },
  speed: 30,
  ...more,
});

/** Refuses bounded reads of more rows than so many, as a store that holds years does a million. */
class ReadsBack extends InMemoryTimeSeries {
  constructor(private readonly most: number) {
    super();
  }

  override read(query: SeriesQuery): Promise<SeriesRows> {
    return super.read(query.limit === undefined ? query : { ...query, limit: this.most });
  }
}

describe('PartitionWorker', () => {
  let city: Harness;

  beforeEach(async () => {
    city = await Harness.open({
      devices: [
        aDevice({ id: 'cam', family: 'traffic', direction: 'N' }),
        aDevice({ id: 'lanes', family: 'traffic', lanes: [1, 2] }),
      ],
    });
    await city.restart();
  });
  afterEach(() => city.log.close());

  it('stores a reading under its start, with its window, ledger line and announcement', async () => {
    await city.send('cam', counted(T0 - MINUTE, 7));

    await city.drain();

    const points = await city.rows('raw', 'traffic');
    expect([...points]).toEqual([
      [`cam||N@${T0 - 2 * MINUTE}`, { n_car: 7, speed: 30, _period: 60, _arrival: T0, _offset: 0, _tms: 0 }],
    ]);
    const windows = await city.rows('windows', 'traffic');
    expect(windows.get(`cam||N@${T0 - 5 * MINUTE}`)).toMatchObject({
      readings: 1,
      valid_s: 60,
      n_car_sum: 7,
    });
    expect(city.registry.totals()).toEqual({ stored: 1, corrected: 0, duplicate: 0, rejected: {} });
    expect(await city.announced()).toContain(`cam|traffic|${T0 - 5 * MINUTE}`);
    expect(city.registry.position).toBe(1);
  });

  it('counts a reading that came before as a duplicate, another value as a correction', async () => {
    await city.send('cam', counted(T0, 7));
    await city.send('cam', counted(T0, 7));
    await city.send('cam', counted(T0, 8), T0 + 30_000);

    await city.drain();

    expect(city.registry.totals()).toMatchObject({ stored: 1, duplicate: 1, corrected: 1 });
    const points = await city.rows('raw', 'traffic');
    expect([...points.values()]).toEqual([expect.objectContaining({ n_car: 8, _arrival: T0, _offset: 2 })]);
    const window = (await city.rows('windows', 'traffic')).get(`cam||N@${T0 - 5 * MINUTE}`);
    expect(window).toMatchObject({ readings: 1, n_car_sum: 8 });
  });

  it('finds duplicates and corrections of points that it no longer remembers', async () => {
    for (let i = 0; i < 120; i++) await city.send('cam', counted(T0 + i * MINUTE, i), T0 + i * MINUTE);
    await city.drain();
    await city.restart();
    const later = T0 + 120 * MINUTE;
    await city.send('cam', counted(T0 + 3 * MINUTE, 3), later);
    await city.send('cam', counted(T0 + 4 * MINUTE, 40), later);

    await city.drain();

    expect(city.registry.totals()).toMatchObject({ stored: 120, duplicate: 1, corrected: 1 });
    const window = (await city.rows('windows', 'traffic')).get(`cam||N@${T0}`);
    expect(window).toMatchObject({ readings: 5, n_car_sum: 1 + 2 + 3 + 40 + 5 });
  });

  it('stores a reading as new when it adds a measure to a stored time', async () => {
    await city.send('cam', counted(T0, 7));
    await city.send('cam', { ts: at(T0), period: 60, n: { bus: 2 } });

    await city.drain();

    expect(city.registry.totals()).toMatchObject({ stored: 2, duplicate: 0 });
    const points = await city.rows('raw', 'traffic');
    expect([...points.values()]).toEqual([expect.objectContaining({ n_car: 7, n_bus: 2, speed: 30 })]);
  });

  it('touches one window for each reading of years that a daily sensor sends at once', async () => {
    city.registry.register(aDevice({ id: 'bin', family: 'waste', cadenceS: 86_400 }));
    const daily = Array.from({ length: 200 }, (_, i) => ({
      ts: at(T0 - (i + 4) * 86_400_000),
      fill: i % 100,
    }));
    await city.send('bin', daily);

    await city.drain();

    expect(city.registry.totals()).toMatchObject({ stored: 200 });
    expect((await city.rows('windows', 'waste')).size).toBe(200);
  });

  it('keeps lanes apart', async () => {
    await city.send('lanes', [counted(T0, 1, { lane: 1 }), counted(T0, 2, { lane: 2 })]);

    await city.drain();

    const windows = await city.rows('windows', 'traffic');
    expect(windows.get(`lanes|1|@${T0 - 5 * MINUTE}`)).toMatchObject({ n_car_sum: 1 });
    expect(windows.get(`lanes|2|@${T0 - 5 * MINUTE}`)).toMatchObject({ n_car_sum: 2 });
  });

  it('lists rejected readings and keeps their messages whole', async () => {
    await city.send('cam', '{not json');
    await city.send('cam', [counted(T0, 1), { ts: at(T0 + MINUTE), period: 60, nonsense: 1 }]);
    await city.send('nobody', counted(T0, 1));
    await city.send('cam', 'x', T0, { refused: 'too_large', detail: '300 kB' });

    await city.drain();

    expect(city.registry.totals()).toEqual({
      stored: 1,
      corrected: 0,
      duplicate: 0,
      rejected: { not_json: 1, unknown_measure: 1, unknown_dimension: 1, too_large: 1 },
    });
    expect([...city.registry.rejectedRows.keys()]).toEqual(['0:-1', '1:1', '2:-1', '3:-1']);
    const whole = await city.records(TOPICS.rejected);
    expect(whole.map(({ headers }) => [headers['reason'], headers['index'], headers['source']])).toEqual([
      ['not_json', '-1', '0:0'],
      ['unknown_measure', '1', '0:1'],
      ['unknown_dimension', '-1', '0:2'],
      ['too_large', '-1', '0:3'],
    ]);
    expect(new TextDecoder().decode(whole[0]?.value)).toBe('{not json');
  });

  it('lists at most a hundred of a kind an hour, and counts the rest', async () => {
    for (let i = 0; i < 150; i++) await city.send('cam', '{');
    await city.drain();
    await city.restart();
    for (let i = 0; i < 50; i++) await city.send('cam', '{');

    await city.drain();

    expect(city.registry.totals().rejected).toEqual({ not_json: 200 });
    expect(city.registry.rejectedRows.size).toBe(100);
  });

  it('looks a device up anew before it refuses it, however short ago it looked another up', async () => {
    for (const id of ['new', 'newer']) {
      city.registry.registerUnseen(aDevice({ id, family: 'traffic' }));
      await city.send(id, counted(T0, 1));
      await city.drain();
    }

    expect(city.registry.totals()).toMatchObject({ stored: 2, rejected: {} });
  });

  it('looks nothing up for what was refused at the door', async () => {
    await city.send('gateway', 'x', T0, { refused: 'foreign_topic', detail: 'of another' });

    await city.drain();

    expect(city.registry.totals()).toMatchObject({ rejected: { foreign_topic: 1 } });
    expect(city.registry.refreshes).toBe(0);
  });

  it('takes a message in whose readings lie further apart than a cycle reads back', async () => {
    const far = await Harness.open({
      devices: [aDevice({ id: 'cam', family: 'traffic' })],
      series: new ReadsBack(50),
    });
    await far.restart();
    for (let i = 0; i < 600; i++) await far.send('cam', counted(T0 + i * MINUTE, i), T0 + i * MINUTE);
    await far.drain();
    await far.restart();
    const later = T0 + 600 * MINUTE;
    await far.send('cam', [counted(T0 - MINUTE, 1), counted(later, 2)], later);

    const ends: unknown[] = [];
    for (let i = 0; i < 20 && far.registry.position < 601; i++) ends.push(await far.cycle());

    expect(ends.at(-1)).toEqual({ kind: 'committed', next: 601 });
    expect(far.registry.totals()).toMatchObject({ stored: 602 });
    await far.log.close();
  });

  it('refuses what is older than the raw data kept', async () => {
    await city.send('cam', counted(T0 - 801 * 86_400_000, 1));

    await city.drain();

    expect(city.registry.totals().rejected).toEqual({ too_old: 1 });
  });

  it('answers retry while the registry is down, and goes on after it', async () => {
    await city.send('cam', counted(T0, 1));
    city.registry.failure = new Error('registry is down');

    const refused = await city.cycle();
    city.registry.failure = null;
    await city.drain();

    expect(refused).toMatchObject({ kind: 'retry' });
    expect(city.registry.totals()).toMatchObject({ stored: 1, duplicate: 0 });
  });

  it('loses the partition to a later claim and writes no counts', async () => {
    await city.send('cam', counted(T0, 1));
    await city.registry.claim();

    const outcome = await city.cycle();

    expect(outcome).toMatchObject({ kind: 'lost' });
    expect(city.registry.position).toBe(0);
    expect(city.registry.ledger.size).toBe(0);
  });

  it('takes no more messages in a cycle once it has its number of readings', async () => {
    const small = await Harness.open({
      devices: [aDevice({ id: 'cam', family: 'traffic' })],
      options: { maxReadings: 2 },
    });
    await small.restart();
    for (let i = 0; i < 5; i++) await small.send('cam', counted(T0 + i * MINUTE, i));

    const first = await small.cycle();
    await small.drain();

    expect(first).toEqual({ kind: 'committed', next: 2 });
    expect(small.registry.totals()).toMatchObject({ stored: 5 });
    await small.log.close();
  });

  it('compares final windows with their points, and repairs one that is wrong', async () => {
    await city.send('cam', counted(T0 + 2 * MINUTE, 5));
    await city.drain();
    await spoil(city);
    const before = (await city.records(TOPICS.windows)).length;

    await city.worker.verify(T0 + 15 * MINUTE, 100);

    expect((await city.rows('windows', 'traffic')).get(`cam||N@${T0}`)).toMatchObject({ n_car_sum: 5 });
    expect((await city.records(TOPICS.windows)).length).toBe(before + 1);
    expect(await city.metrics.text()).toContain('nhippho_window_repaired_total 1');
  });

  it('compares windows that were written before it was restarted, too', async () => {
    await city.send('cam', counted(T0 + 2 * MINUTE, 5));
    await city.drain();
    await spoil(city);
    await city.restart();

    await city.worker.verify(T0 + 14 * MINUTE, 100);
    const provisional = (await city.rows('windows', 'traffic')).get(`cam||N@${T0}`);
    await city.worker.verify(T0 + 15 * MINUTE, 100);

    expect(provisional).toMatchObject({ n_car_sum: 99 });
    expect((await city.rows('windows', 'traffic')).get(`cam||N@${T0}`)).toMatchObject({ n_car_sum: 5 });
  });

  it('leaves a final window as it is whose device was registered anew in it', async () => {
    await city.send('cam', counted(T0 + MINUTE, 5));
    await city.drain();
    city.registry.register(aDevice({ id: 'cam', family: 'traffic', direction: 'N', cadenceS: 30 }));
    await city.send('cam', counted(T0 + 2 * MINUTE, 6));
    await city.drain();

    await city.worker.verify(T0 + 15 * MINUTE, 100);

    const window = (await city.rows('windows', 'traffic')).get(`cam||N@${T0}`);
    expect(window).toMatchObject({ readings: 2, n_car_sum: 11 });
    expect(await city.metrics.text()).toContain('nhippho_window_repaired_total 0');
  });

  it('checks nothing in a partition that has another owner', async () => {
    await city.send('cam', counted(T0 + 2 * MINUTE, 5));
    await city.drain();
    await spoil(city);
    await city.another().assign();

    await city.worker.verify(T0 + 15 * MINUTE, 100);

    expect((await city.rows('windows', 'traffic')).get(`cam||N@${T0}`)).toMatchObject({ n_car_sum: 99 });
  });
});

/** Makes the camera's window of T0 wrong, as a defect or another process would. */
async function spoil(city: Harness): Promise<void> {
  await city.series.write([
    {
      bucket: 'windows',
      measurement: 'traffic',
      length: 1,
      times: new Float64Array([T0]),
      tags: { device: ['cam'], lane: [''], direction: ['N'] },
      fields: { n_car_sum: new Float64Array([99]) },
    },
  ]);
}
