import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { ManualClock, describeEventLogContract, eventually } from '@app/testing';
import type { EventLogError } from '../event-log.port.js';
import { EmbeddedEventLog } from './embedded-event-log.js';

const DAY_MS = 86_400_000;

describeEventLogContract('the embedded log', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nhippho-log-'));
  const clock = new ManualClock(Date.UTC(2026, 10, 23));
  const opened: EmbeddedEventLog[] = [];
  return {
    open: async ({ partitions = 4, maxBytes = 1 << 30, protectedGroups = {} } = {}) => {
      const log = new EmbeddedEventLog({
        dir,
        partitions,
        maxBytes,
        protectedGroups,
        now: () => clock.now(),
      });
      opened.push(log);
      await log.open();
      return log;
    },
    expire: async () => {
      // Two days make the segment old, so that another begins; after the longest retention it goes.
      clock.advance(2 * DAY_MS);
      await opened.at(-1)?.maintain();
      clock.advance(40 * DAY_MS);
      await opened.at(-1)?.maintain();
    },
    dispose: async () => {
      for (const log of opened) await log.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
});

describe('the embedded log full of messages that nobody has worked off', () => {
  let dir: string;
  let log: EmbeddedEventLog;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nhippho-log-'));
    log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 4 << 20 });
    await log.open();
  });
  afterEach(async () => {
    await log.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('takes what is written of them, without which nobody could go on', async () => {
    const record = { key: 'cam-1', value: Buffer.alloc(64 * 1024), headers: {}, timestamp: 0 };
    const message = (): Promise<unknown> =>
      log.append(TOPICS.raw, [record]).catch((error: EventLogError) => error.code);
    const waiting = Array.from({ length: 100 }, message);
    await eventually('the log to be full', () => !log.health().ok);

    await log.append(TOPICS.windows, [record]);

    expect(log.health().detail).toContain('EVENTLOG_FULL');
    await log.close();
    expect((await Promise.all(waiting)).at(-1)).toBe('EVENTLOG_CLOSED');
  });
});
