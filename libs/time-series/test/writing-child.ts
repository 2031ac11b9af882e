import { rowsOf } from '@app/time-series';
import { DuckdbTimeSeries } from '../src/embedded/duckdb-time-series.js';
import { LATE, LIVE, NEW, POINTS, START } from './kill-rounds.js';

// Writes without end, several calls at a time, and prints `writer round` once a call was acknowledged.
const [dir = '', ...firsts] = process.argv.slice(2);
const series = new DuckdbTimeSeries({ dir, checkpointMb: 0.1 });
await series.open([POINTS]);

/** Each round: a row newer than all, a row older than all, and one that every round overwrites. */
async function write(writer: number, first: number): Promise<never> {
  for (let round = first; ; round++) {
    const device = `cam-${writer}`;
    const row = (lane: string, time: number) => ({ time, tags: { device, lane }, fields: { round } });
    const rows = [row(NEW, START + round), row(LATE, START - round), row(LIVE, START)];
    await series.write([rowsOf('raw', 'traffic', rows)]);
    process.stdout.write(`${writer} ${round}\n`);
  }
}

await Promise.all(firsts.map((first, writer) => write(writer, Number(first))));
