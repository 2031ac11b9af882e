import { join } from 'node:path';
import { itemsOf, type SeriesRow } from '@app/time-series';
import { DuckdbTimeSeries } from '../../../libs/time-series/src/embedded/duckdb-time-series.js';
import { LATE, LIVE, NEW, POINTS, START } from '../../../libs/time-series/test/kill-rounds.js';
import { crashesOf } from '../crash/crash-points.js';
import { type Losses, overImages } from '../crash/over-images.js';
import type { Result, Settings } from '../experiments/experiment.js';
import { type Printed, recordChild } from '../record-child.js';
import type { TraceEvent } from '../trace/events.js';

const CHILD = 'libs/time-series/test/writing-child.ts';
const WRITERS = 3;
/** Enough for several checkpoints, each with a new write-ahead log. */
const ROUNDS = 1_200;

/** Time series that write new rows, old rows and ever the same one, crashed at many points. */
export async function recordedSeries({ recorder, form, seed }: Settings): Promise<Result> {
  const args = (folder: string) => [join(folder, 'series'), ...Array.from({ length: WRITERS }, () => '0')];
  const { events, printed } = await recordChild(recorder, CHILD, args, ROUNDS);
  const { findings, lost } = await crashSeries(events, printed, seed, form.seriesImages);
  return {
    experiment: 'time series (DuckDB)',
    form: form.name,
    seed,
    points: form.seriesImages,
    // One more of each writer was under way.
    sent: printed.length + WRITERS,
    acknowledged: printed.length,
    lost,
    findings,
  };
}

/** Opens images of a recorded run of the child; says what they have lost. */
function crashSeries(
  events: readonly TraceEvent[],
  printed: readonly Printed[],
  seed: number,
  count: number,
): Promise<Losses> {
  return overImages(crashesOf(events, { seed, count, isWanted: () => true }), async (folder, { at }) => {
    const series = new DuckdbTimeSeries({ dir: join(folder, 'series') });
    try {
      await series.open([POINTS]);
      const all = { bucket: 'raw' as const, measurement: 'traffic', from: 0, to: START * 2 };
      return missingIn(itemsOf(await series.read(all)), printed, at);
    } finally {
      await series.close();
    }
  });
}

/** Rounds acknowledged before the event of which a row is missing, twice there or older than it may be. */
function missingIn(rows: readonly SeriesRow[], printed: readonly Printed[], at: number): string[] {
  const stored = new Map<string, number>();
  const missing: string[] = [];
  for (const { tags, time, fields } of rows) {
    const key = `${tags['device']} ${tags['lane']} ${time - START}`;
    if (stored.has(key)) missing.push(`${key} twice`);
    stored.set(key, fields['round'] ?? NaN);
  }
  for (const { line, at: when } of printed) {
    if (when >= at) continue;
    const [writer = '', text = ''] = line.split(' ');
    const round = Number(text);
    const isThere =
      stored.get(`cam-${writer} ${NEW} ${round}`) === round &&
      stored.get(`cam-${writer} ${LATE} ${0 - round}`) === round &&
      (stored.get(`cam-${writer} ${LIVE} 0`) ?? -1) >= round;
    if (!isThere) missing.push(line);
  }
  return missing;
}
