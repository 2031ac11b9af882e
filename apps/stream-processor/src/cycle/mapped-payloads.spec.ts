import { describe, expect, it } from '@jest/globals';
import { aDevice, Harness, T0 } from '../../test/harness.js';

const DEVICE = aDevice({
  id: 'air-1',
  family: 'air',
  codecChanges: [{ from: T0 + 60_000, codec: 'vendor' }],
});
const CODECS = [1, 2].map((version) => ({
  id: 'vendor',
  version,
  validFrom: T0 + version * 60_000,
  family: 'air',
  mapping: {
    time: { path: 't', format: 'epoch-ms' },
    measures: { pm25: version === 1 ? 'dust' : 'pm.fine' },
  },
}));

describe('a device whose format changed', () => {
  it('is decoded by the codec and version of the time of arrival', async () => {
    const harness = await Harness.open({ devices: [DEVICE], codecs: CODECS });
    const minute = (n: number): number => T0 + n * 60_000;
    await harness.worker.assign();

    await harness.send('air-1', { ts: new Date(T0).toISOString(), pm25: 1 }, minute(0));
    await harness.send('air-1', { t: minute(1), dust: 2 }, minute(1));
    await harness.send('air-1', { t: minute(2), pm: { fine: 3 } }, minute(2));
    await harness.send('air-1', { ts: new Date(minute(3)).toISOString(), pm25: 4 }, minute(3));
    await harness.cycle();

    const [line] = [...harness.registry.ledger.values()];
    expect([line?.stored, line?.rejected]).toEqual([3, { no_time: 1 }]);
  });
});
