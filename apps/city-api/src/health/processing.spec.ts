import { beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { InMemoryEventLog, ManualClock } from '@app/testing';
import { Processing } from './processing.js';

describe('the check of processing', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23));
  let log: InMemoryEventLog;
  let position: number;
  let processing: Processing;

  beforeEach(async () => {
    log = new InMemoryEventLog({ partitions: 1 });
    await log.open();
    position = 0;
    const positions = { slowest: () => Promise.resolve(new Map([[0, position]])) };
    processing = new Processing(log, positions as never, clock);
  });

  const arrive = (count: number): Promise<void> => {
    const record = { key: 'camera', value: new Uint8Array([1]), headers: {}, timestamp: clock.now() };
    return log.append(
      TOPICS.raw,
      Array.from({ length: count }, () => record),
    );
  };
  const pass = async (ms: number): Promise<{ ok: boolean; detail: string }> => {
    let last = await processing.check();
    for (let waited = 0; waited < ms; waited += 10_000) {
      clock.advance(10_000);
      last = await processing.check();
    }
    return last;
  };

  it('is well with nothing to do, for however long', async () => {
    expect(await pass(600_000)).toEqual({ ok: true, detail: '0 messages wait to be processed' });
  });

  it('is well while a backlog is worked off', async () => {
    await arrive(50);
    for (position = 0; position < 40; position++) expect((await pass(20_000)).ok).toBe(true);
  });

  it('is not well when messages wait and none has been processed for a minute', async () => {
    await arrive(3);

    expect((await pass(50_000)).ok).toBe(true);
    const stands = await pass(20_000);
    position = 3;
    const again = await processing.check();

    expect(stands).toEqual({
      ok: false,
      detail: expect.stringMatching(/^3 messages wait .* none was for \d+ s$/),
    });
    expect(again.ok).toBe(true);
  });

  it('is not well when a backlog has only grown for five minutes', async () => {
    let last = { ok: true, detail: '' };
    for (let i = 0; i < 40; i++) {
      await arrive(600);
      position += 10;
      last = await pass(10_000);
    }

    expect(last).toEqual({ ok: false, detail: expect.stringContaining('more for five minutes') });
  });

  it('is not well, and throws nothing, when the positions cannot be read', async () => {
    const broken = { slowest: () => Promise.reject(new Error('the registry is closed')) };

    const state = await new Processing(log, broken as never, clock).check();

    expect(state).toEqual({ ok: false, detail: 'the registry is closed' });
  });
});
