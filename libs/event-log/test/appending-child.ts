import { TOPICS } from '@app/contracts';
import { EmbeddedEventLog } from '../src/embedded/embedded-event-log.js';

// Appends without end, several at a time, and prints `writer round` once an append was acknowledged.
const [dir = '', first = '0'] = process.argv.slice(2);
const log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 2 ** 30 });
await log.open();

async function write(writer: number): Promise<never> {
  for (let round = Number(first); ; round++) {
    const record = { key: `cam-${writer}`, value: Buffer.from(String(round)), headers: {}, timestamp: round };
    await log.append(TOPICS.raw, [record]);
    process.stdout.write(`${writer} ${round}\n`);
  }
}

await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)));
