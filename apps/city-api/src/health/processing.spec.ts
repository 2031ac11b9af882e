import { beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { Readiness } from '@app/observability';
import { InMemoryEventLog, ManualClock } from '@app/testing';
import { Processing } from './processing.js';

describe('the processing of what comes in', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 23));
  let log: InMemoryEventLog;
  let readiness: Readiness;
  let position: number;
  let slowest: () => Promise<ReadonlyMap<number, number>>;

  const processing = (): Processing => {
    const positions = { slowest: () => slowest() };
    return new Processing(log, positions as never, clock, readiness);
  };
  const arrive = (count: number): Promise<void> => {
    const record = { key: 'camera', value: new Uint8Array([1]), headers: {}, timestamp: clock.now() };
    return log.append(
      TOPICS.raw,
      Array.from({ length: count }, () => record),
    );
  };

  beforeEach(async () => {
    log = new InMemoryEventLog({ partitions: 1 });
    await log.open();
    readiness = new Readiness();
    position = 0;
    slowest = () => Promise.resolve(new Map([[0, position]]));
  });

  it('counts what lies between the committed positions and the ends of the log', async () => {
    await arrive(5);
    position = 2;

    expect(await processing().check()).toEqual({ ok: true, detail: '3 messages wait to be processed' });
  });

  it('is a warning of a process that holds no processor, which stays ready', async () => {
    processing().onApplicationBootstrap();
    await arrive(3);

    const before = await readiness.state();
    clock.advance(70_000);
    const after = await readiness.state();

    expect([before.ready, before.warnings]).toEqual([true, []]);
    expect([after.ready, after.warnings]).toEqual([
      true,
      [expect.stringMatching(/^processing: 3 messages wait .* none was for \d+ s$/)],
    ]);
  });

  it('says nothing where the processor itself answers', async () => {
    readiness.add('processing', () => ({ ok: false, detail: 'stands' }));
    processing().onApplicationBootstrap();
    await arrive(3);

    await readiness.state();
    clock.advance(70_000);

    expect((await readiness.state()).warnings).toEqual([]);
  });

  it('rejects when the positions cannot be read', async () => {
    slowest = () => Promise.reject(new Error('the registry is closed'));

    await expect(processing().check()).rejects.toThrow('the registry is closed');
  });
});
