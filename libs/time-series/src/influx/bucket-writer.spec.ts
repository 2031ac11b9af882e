import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type MeasurementSchema, rowsOf } from '@app/time-series';
import { BatchSender } from './batch-sender.js';
import { BucketWriter } from './bucket-writer.js';
import { InfluxFailure } from './influx-errors.js';
import type { LinePart } from './line-batch.js';
import { SchemaBook } from './schema-book.js';

const SEED = 1338;
const T0 = Date.UTC(2026, 10, 23);
const CUTOFF = T0 - 800 * 86_400_000;
const SCHEMA: MeasurementSchema = { bucket: 'raw', measurement: 'm', tags: ['device'], fields: ['v'] };
const measurement = new SchemaBook([SCHEMA]).get('raw', 'm');

interface Given {
  readonly kind: 'good' | 'bad' | 'old' | 'empty' | 'impossible';
}

/** A server that stores lines, as InfluxDB 1.x does (the good ones of a bad batch) or as 2.x (none of them). */
class Server {
  readonly stored: string[] = [];

  constructor(private readonly isPartial: boolean) {}

  readonly put = (lines: Buffer): Promise<void> => {
    const all = lines.toString('utf8').trimEnd().split('\n');
    const bad = all.filter((line) => line.includes('v=13 '));
    if (bad.length === 0 || this.isPartial) this.stored.push(...all.filter((line) => !bad.includes(line)));
    if (bad.length === 0) return Promise.resolve();
    const words = `partial write: unable to parse '${bad[0]}' dropped=0`;
    return Promise.reject(new InfluxFailure('rows', `400: ${words}`, 0, false));
  };
}

function partOf(items: readonly Given[], refused: number[]): LinePart {
  const rows = rowsOf(
    'raw',
    'm',
    items.map(({ kind }, i) => ({
      time: kind === 'impossible' ? NaN : kind === 'old' ? CUTOFF - 1 - i : T0 + i,
      tags: { device: `d${i % 3}` },
      fields: kind === 'empty' ? {} : { v: kind === 'bad' ? 13 : 100 + i },
    })),
  );
  return { measurement, rows, refuse: (row) => refused.push(row), next: 0 };
}

const keptFrom = (): number => CUTOFF;

describe('BucketWriter', () => {
  it.each([true, false])(
    'stores what is good and refuses what is bad, row by row (stores the good at once: %p)',
    async (isPartial) => {
      const item = fc.record<Given>({
        kind: fc.oneof(
          { weight: 20, arbitrary: fc.constant('good' as const) },
          fc.constantFrom('bad', 'old', 'empty', 'impossible'),
        ),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(item, { maxLength: 60 }), { minLength: 1, maxLength: 4 }),
          async (calls) => {
            const server = new Server(isPartial);
            const writer = new BucketWriter('raw', new BatchSender(server.put), keptFrom);
            const refused = calls.map(() => [] as number[]);

            await Promise.all(calls.map((items, i) => writer.write([partOf(items, refused[i] ?? [])])));

            const expected = calls.map((items) =>
              items.flatMap(({ kind }, row) => (kind === 'good' || kind === 'empty' ? [] : [row])),
            );
            expect(refused.map((rows) => [...rows].sort((a, b) => a - b))).toEqual(expected);
            const good = calls.flatMap((items) =>
              items.flatMap(({ kind }, i) => (kind === 'good' ? [`v=${100 + i} `] : [])),
            );
            const unique = new Set(good);
            expect(new Set(server.stored.map((line) => /v=\d+ /.exec(line)?.[0]))).toEqual(unique);
            if (!isPartial) expect(server.stored).toHaveLength(good.length);
            expect(writer.length).toBe(0);
          },
        ),
        { seed: SEED, numRuns: 200, verbose: true },
      );
    },
  );

  it('asks once for lines that are dropped all together', async () => {
    let requests = 0;
    const put = (lines: Buffer): Promise<void> => {
      const dropped = lines.toString('utf8').trimEnd().split('\n').length;
      requests++;
      return Promise.reject(
        new InfluxFailure('rows', `400: partial write: no room dropped=${dropped}`, 0, false),
      );
    };
    const writer = new BucketWriter('raw', new BatchSender(put), keptFrom);
    const refused: number[] = [];

    await writer.write([
      partOf(
        Array.from({ length: 4000 }, (): Given => ({ kind: 'good' })),
        refused,
      ),
    ]);

    expect([refused.length, requests]).toEqual([4000, 1]);
  });

  it('fails whoever waits together with the request that failed, and takes the next', async () => {
    let isDown = true;
    const sent: string[] = [];
    const put = (lines: Buffer): Promise<void> => {
      if (isDown) return Promise.reject(new InfluxFailure('down', 'connect ECONNREFUSED', 0, false));
      sent.push(lines.toString());
      return Promise.resolve();
    };
    const writer = new BucketWriter('raw', new BatchSender(put), keptFrom);
    const many = Array.from({ length: 9000 }, (): Given => ({ kind: 'good' }));

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => writer.write([partOf(many, [])])));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(sent).toEqual([]);

    isDown = false;
    await writer.write([partOf([{ kind: 'good' }], [])]);
    expect(sent).toEqual([`m,device=d0 v=100 ${T0}\n`]);
  });

  it('refuses a call that would make too many rows wait, to be repeated', async () => {
    const release: (() => void)[] = [];
    const put = (): Promise<void> => new Promise((resolve) => release.push(resolve));
    const writer = new BucketWriter('raw', new BatchSender(put), keptFrom);
    const some = writer.write([partOf([{ kind: 'good' }], [])]);
    const length = 2_000_000;
    const huge = {
      ...partOf([], []),
      rows: {
        bucket: 'raw',
        measurement: 'm',
        length,
        times: new Float64Array(length),
        tags: {},
        fields: {},
      },
    } as const;

    await expect(writer.write([huge])).rejects.toMatchObject({
      code: 'TIMESERIES_UNAVAILABLE',
      retryable: true,
    });

    release.forEach((resolve) => resolve());
    await some;
    expect(writer.length).toBe(0);
  });
});
