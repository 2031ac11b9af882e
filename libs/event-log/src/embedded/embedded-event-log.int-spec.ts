import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, describeEventLogContract } from '@app/testing';
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
