import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemsOf, type SeriesRow } from '@app/time-series';
import { DuckdbTimeSeries } from '../../../libs/time-series/src/embedded/duckdb-time-series.js';
import { LATE, LIVE, NEW, POINTS, START } from '../../../libs/time-series/test/kill-rounds.js';
import { crashesOf } from '../crash/crash-points.js';
import { writeImage } from '../crash/write-image.js';
import { nameOf, type Result, type Settings } from '../experiments/experiment.js';
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
export async function crashSeries(
  events: readonly TraceEvent[],
  printed: readonly Printed[],
  seed: number,
  count: number,
): Promise<{ findings: string[]; lost: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-image-'));
  const findings: string[] = [];
  let lost = 0;
  try {
    for (const crash of crashesOf(events, { seed, count, isWanted: () => true })) {
      await writeImage(folder, crash.found);
      const series = new DuckdbTimeSeries({ dir: join(folder, 'series') });
      try {
        await series.open([POINTS]);
        const all = { bucket: 'raw' as const, measurement: 'traffic', from: 0, to: START * 2 };
        const missing = missingIn(itemsOf(await series.read(all)), printed, crash.at);
        lost += missing.length;
        if (missing.length > 0) findings.push(`${nameOf(crash)}: lost ${missing.slice(0, 5).join(', ')}`);
      } catch (error) {
        findings.push(`${nameOf(crash)}: ${String(error)}`);
      } finally {
        await series.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { findings, lost };
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
