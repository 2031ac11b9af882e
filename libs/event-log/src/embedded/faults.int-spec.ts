import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOPICS } from '@app/contracts';
import { eventually } from '@app/testing';
import type { LogRecord } from '../event-log.port.js';
import { EmbeddedEventLog } from './embedded-event-log.js';
import { LmdbSegmentFile } from './lmdb-segment-file.js';
import type { Put } from './segment-file.js';

const WIDE = { maxRecords: 10_000, maxBytes: 64 << 20 };

/** A disk that fails when told to, before or after the bytes have reached it. */
class Disk {
  fault: 'none' | 'before' | 'after' = 'none';
  free = 1 << 30;

  readonly open = (path: string, mapBytes: number) => new FailingFile(path, mapBytes, () => this.fault);
}

class FailingFile extends LmdbSegmentFile {
  constructor(
    path: string,
    mapBytes: number,
    private readonly fault: () => Disk['fault'],
  ) {
    super(path, mapBytes);
  }

  override async write(puts: readonly Put[]): Promise<void> {
    if (this.fault() === 'before') throw new Error('ENOSPC: no space left on device');
    await super.write(puts);
    if (this.fault() === 'after') throw new Error('EIO: i/o error, fdatasync');
  }
}

function aRecord(text: string): LogRecord {
  return { key: 'cam-1', value: Buffer.from(text), headers: { device: 'cam-1' }, timestamp: 0 };
}

describe('the embedded log on a failing disk', () => {
  let dir: string;
  let disk: Disk;
  let log: EmbeddedEventLog;
  const open = async () => {
    const freeBytes = () => Promise.resolve(disk.free);
    log = new EmbeddedEventLog({ dir, partitions: 4, maxBytes: 1 << 30, openFile: disk.open, freeBytes });
    await log.open();
  };
  const texts = async () => {
    const { records } = await log.read(TOPICS.feed, 0, 0, WIDE);
    return records.map(({ offset, value }) => `${offset} ${Buffer.from(value).toString()}`);
  };

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'nhippho-log-'));
    disk = new Disk();
    await open();
  });
  afterEach(async () => {
    await log.close();
    await rm(dir, { recursive: true, force: true });
  });

  for (const fault of ['before', 'after'] as const) {
    it(`rejects what a failure ${fault} the write hits, shows it in its health and recovers by itself`, async () => {
      await log.append(TOPICS.feed, [aRecord('one')]);
      disk.fault = fault;

      await expect(log.append(TOPICS.feed, [aRecord('two')])).rejects.toMatchObject({
        code: 'EVENTLOG_IO',
        retryable: true,
      });
      const during = log.health();
      const readable = await texts();
      disk.fault = 'none';
      await log.maintain();
      const after = log.health();
      await log.append(TOPICS.feed, [aRecord('three')]);

      expect([during.ok, after.ok]).toEqual([false, true]);
      expect(during.detail).toContain('EVENTLOG_IO');
      expect(readable).toEqual(['0 one']);
      expect(await texts()).toEqual(['0 one', '1 three']);
    });
  }

  it('stops before the disk is full, says how much is free, and goes on in the same file when there is room', async () => {
    await log.append(TOPICS.feed, [aRecord('one')]);
    const files = await readdir(dir);
    disk.free = 20 << 20;

    await expect(log.append(TOPICS.feed, [aRecord('two')])).rejects.toMatchObject({
      code: 'EVENTLOG_IO',
      retryable: true,
      message: expect.stringMatching(/19 MB would be left on its disk, where 64 are kept free/) as unknown,
    });
    await log.maintain();
    const during = log.health();
    disk.free = 1 << 30;
    await log.maintain();
    const after = log.health();
    await log.append(TOPICS.feed, [aRecord('three')]);

    expect([during.ok, after.ok]).toEqual([false, true]);
    expect(await texts()).toEqual(['0 one', '1 three']);
    expect(await readdir(dir)).toEqual(files);
  });

  it('never writes a file again after one of its syncs failed', async () => {
    await log.append(TOPICS.feed, [aRecord('one')]);
    const [before] = await segments(dir);
    disk.fault = 'after';
    await expect(log.append(TOPICS.feed, [aRecord('two')])).rejects.toThrow('fdatasync');
    disk.fault = 'none';

    await log.append(TOPICS.feed, [aRecord('three')]);
    await log.close();
    await open();

    const files = await segments(dir);
    expect(files).toHaveLength(2);
    expect(files[0]).toBe(before);
    expect(await texts()).toEqual(['0 one', '1 three']);
  });

  it('leaves no litter behind while the disk stays full', async () => {
    await log.append(TOPICS.feed, [aRecord('one')]);
    disk.fault = 'before';
    for (let i = 0; i < 5; i++)
      await expect(log.append(TOPICS.feed, [aRecord('x')])).rejects.toThrow('ENOSPC');

    expect(await segments(dir)).toHaveLength(1);
  });

  it('names segment and offset of a damaged batch and hands over nothing beyond it', async () => {
    for (const text of ['first-value', 'second-value', 'third-value']) {
      await log.append(TOPICS.feed, [aRecord(text)]);
    }
    await log.close();
    const [file] = await segments(dir);
    await damage(join(dir, file!), 'second-value');
    await open();

    const before = await log.read(TOPICS.feed, 0, 0, { maxRecords: 1, maxBytes: 1 << 20 });
    const reading = log.read(TOPICS.feed, 0, 1, WIDE);

    expect(before.records).toHaveLength(1);
    await expect(reading).rejects.toMatchObject({ code: 'EVENTLOG_CORRUPT', retryable: false });
    await expect(reading).rejects.toThrow(/feed\.changed\/0 offset 1 in segment 1 .*wrong checksum/);
    expect(log.health().ok).toBe(false);
  });

  it('does not start when a segment in the middle is missing', async () => {
    for (const text of ['one', 'two']) {
      await log.append(TOPICS.feed, [aRecord(text)]);
      disk.fault = 'after';
      await expect(log.append(TOPICS.feed, [aRecord('x')])).rejects.toThrow('fdatasync');
      disk.fault = 'none';
    }
    await log.append(TOPICS.feed, [aRecord('three')]);
    await log.close();
    await rm(join(dir, (await segments(dir))[1]!));

    await expect(open()).rejects.toMatchObject({ code: 'EVENTLOG_CORRUPT' });
  });

  it('rejects appends that wait for room when it is closed', async () => {
    await log.close();
    log = new EmbeddedEventLog({
      dir: join(dir, 'small'),
      partitions: 4,
      maxBytes: 1 << 20,
      protectedGroups: { [TOPICS.feed]: ['readers'] },
    });
    await log.open();
    const wide = { ...aRecord(''), value: Buffer.alloc(100_000) };
    const outcomes = Promise.allSettled(Array.from({ length: 40 }, () => log.append(TOPICS.feed, [wide])));
    await eventually('the log to be full', () => log.health().detail.includes('EVENTLOG_FULL'));

    await log.close();

    const codes = new Set(
      (await outcomes).map((one) => (one.status === 'rejected' ? codeOf(one.reason) : 'stored')),
    );
    expect(codes).toEqual(new Set(['stored', 'EVENTLOG_CLOSED']));
  });
});

async function segments(dir: string): Promise<string[]> {
  return (await readdir(dir)).filter((name) => name.endsWith('.lmdb')).sort();
}

async function damage(path: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) bytes[at]! ^= 1;
  await writeFile(path, bytes);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
