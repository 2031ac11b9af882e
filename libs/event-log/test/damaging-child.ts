import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOPICS } from '@app/contracts';
import { EmbeddedEventLog } from '../src/embedded/embedded-event-log.js';
import { EventLogError } from '../src/event-log.port.js';

// Damages copies of a log, one way after the other, opens and reads them, and prints for each `what outcome`, where outcome
// is `refused` (at the start), `reported` (when read), `whole` (every record is there) or what is wrong. A process of its
// own, since damage may end it. Arguments: folder of a closed log, seed, rounds.
const [dir = '', seed = '1', rounds = '0'] = process.argv.slice(2);
const WAYS = ['bit', 'zeroed page', 'garbage page', 'page in the place of another', 'cut off'] as const;
const PAGE = 4096;

let state = Number(seed);
const below = (n: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

const wanted = await contentOf(dir);
for (let round = 0; round < Number(rounds); round++) {
  const copy = `${dir}-damaged`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(dir, copy, { recursive: true });
  const what = damage(copy, WAYS[round % WAYS.length]!);
  process.stdout.write(`${what}\t`);
  process.stdout.write(`${await outcomeOf(copy)}\n`);
}

function damage(folder: string, way: (typeof WAYS)[number]): string {
  const files = readdirSync(folder).filter((name) => name.endsWith('.lmdb'));
  const name = files[below(files.length)]!;
  const path = join(folder, name);
  const bytes = readFileSync(path);
  const page = below(bytes.length / PAGE) * PAGE;
  if (way === 'bit') bytes[page + below(3) * 20 + below(40)]! ^= 1 << below(8);
  if (way === 'zeroed page') bytes.fill(0, page, page + PAGE);
  if (way === 'garbage page') for (let i = 0; i < PAGE; i++) bytes[page + i] = below(256);
  if (way === 'page in the place of another')
    bytes.copy(bytes, page, below(bytes.length / PAGE) * PAGE, PAGE);
  writeFileSync(path, way === 'cut off' ? bytes.subarray(0, page) : bytes);
  return `${way} of ${name} at ${page}`;
}

async function outcomeOf(folder: string): Promise<string> {
  const log = new EmbeddedEventLog({ dir: folder, partitions: 4, maxBytes: 2 ** 30 });
  try {
    await log.open();
  } catch (error) {
    return isReported(error) ? 'refused' : `opening: ${String(error)}`;
  }
  try {
    const content = await readAll(log);
    return content === wanted ? 'whole' : 'silently different';
  } catch (error) {
    if (!isReported(error)) return `reading: ${String(error)}`;
    return log.health().ok ? 'read error that its health does not show' : 'reported';
  } finally {
    await log.close();
  }
}

function isReported(error: unknown): boolean {
  return error instanceof EventLogError && error.code === 'EVENTLOG_CORRUPT';
}

async function contentOf(folder: string): Promise<string> {
  const log = new EmbeddedEventLog({ dir: folder, partitions: 4, maxBytes: 2 ** 30 });
  await log.open();
  const content = await readAll(log);
  await log.close();
  return content;
}

async function readAll(log: EmbeddedEventLog): Promise<string> {
  const texts: string[] = [];
  for (let partition = 0; partition < log.partitions(TOPICS.raw); partition++) {
    const { first, next } = await log.range(TOPICS.raw, partition);
    for (let at = first; at < next;) {
      const batch = await log.read(TOPICS.raw, partition, at, { maxRecords: 1_000, maxBytes: 1 << 24 });
      for (const { offset, key, value } of batch.records)
        texts.push(`${partition} ${offset} ${key} ${Buffer.from(value).toString()}`);
      at = batch.next;
    }
  }
  return texts.join('\n');
}
