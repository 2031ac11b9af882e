import { describeEventLogContract } from './event-log.contract.js';
import { InMemoryEventLog, InMemoryLogStorage } from './in-memory-event-log.js';

describeEventLogContract('the in-memory log', () => {
  const storage = new InMemoryLogStorage();
  const opened: InMemoryEventLog[] = [];
  return Promise.resolve({
    open: async (setup = {}) => {
      const log = new InMemoryEventLog({ ...setup, storage });
      opened.push(log);
      await log.open();
      return log;
    },
    expire: () => Promise.resolve(opened.at(-1)?.expire()),
    dispose: async () => {
      for (const log of opened) await log.close();
    },
  });
});
