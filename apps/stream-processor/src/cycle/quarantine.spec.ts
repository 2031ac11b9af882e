import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { aDevice, Harness, T0 } from '../../test/harness.js';

const minute = (n: number): number => T0 + n * 60_000;
const reading = (n: number, pm25: number) => ({ ts: new Date(minute(n)).toISOString(), pm25 });
const DEVICE = aDevice({
  id: 'air-1',
  family: 'air',
  quarantines: [{ from: minute(1), to: minute(3), reason: 'giá trị đáng ngờ', by: 'Trần Văn Bình' }],
});

describe('a device in quarantine', () => {
  it('has each reading that arrives meanwhile counted and kept as rejected, and none stored', async () => {
    const harness = await Harness.open({ devices: [DEVICE] });
    await harness.worker.assign();

    await harness.send('air-1', reading(0, 10), minute(0));
    await harness.send('air-1', [reading(1, 11), reading(2, 12)], minute(2));
    await harness.send('air-1', ['no reading', reading(2, 9_999), reading(2, 13)], minute(2));
    await harness.send('air-1', reading(3, 14), minute(3));
    await harness.cycle();

    const [line] = [...harness.registry.ledger.values()];
    expect([line?.stored, line?.rejected]).toEqual([2, { quarantined: 3, wrong_type: 1, out_of_range: 1 }]);
    const rows = [...harness.registry.rejectedRows.values()].filter(({ reason }) => reason === 'quarantined');
    expect(rows.map(({ index, detail }) => [index, detail])).toEqual([
      [0, 'giá trị đáng ngờ'],
      [1, 'giá trị đáng ngờ'],
      [2, 'giá trị đáng ngờ'],
    ]);
    const kept = (await harness.records(TOPICS.rejected)).map(({ value }) => Buffer.from(value).toString());
    expect(kept[0]).toBe(JSON.stringify([reading(1, 11), reading(2, 12)]));
    expect((await harness.rows('raw', 'air')).size).toBe(2);
  });

  it('has what was rejected stored when it is replayed after its release', async () => {
    const harness = await Harness.open({ devices: [DEVICE] });
    await harness.worker.assign();
    await harness.send('air-1', reading(2, 12), minute(2));

    await harness.send('air-1', reading(2, 12), minute(5), { inlet: 'replay', replayOf: '0:0:0' });
    await harness.cycle();

    const [line] = [...harness.registry.ledger.values()];
    expect([line?.stored, line?.rejected]).toEqual([1, { quarantined: 1 }]);
  });
});
