import { TOPICS } from '@app/contracts';
import { EmbeddedEventLog } from '../../../libs/event-log/src/embedded/embedded-event-log.js';

// Appends `messages` to a log of small segments that are dropped as it goes on, several at a time, closes and opens it in
// between, and prints `number` once an append was acknowledged. Arguments: folder, messages, bytes of the log.
const [dir = '', messages = '0', maxBytes = '0'] = process.argv.slice(2);
const WRITERS = 16;
/** Values of every size: within a page, over several, and larger than a small batch. */
const SIZES = [40, 300, 2_500, 9_000];
const OPENINGS = 3;

let next = 0;
for (let opening = 1; opening <= OPENINGS; opening++) {
  const log = new EmbeddedEventLog({
    dir,
    partitions: 4,
    maxBytes: Number(maxBytes),
    segmentBytes: Number(maxBytes) / 8,
    protectedGroups: {},
  });
  await log.open();
  const until = (Number(messages) * opening) / OPENINGS;
  const write = async () => {
    while (next < until) {
      const number = next++;
      const filling = 'x'.repeat(SIZES[number % SIZES.length]!);
      const value = Buffer.from(`#${number}# ${filling}`);
      const record = { key: `cam-${number % 50}`, value, headers: { device: 'cam' }, timestamp: number };
      await log.append(TOPICS.raw, [record]);
      process.stdout.write(`${number}\n`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await log.close();
}
