import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashesOf } from '../crash/crash-points.js';
import { writeImage } from '../crash/write-image.js';
import { nameOf, type Result, type Settings } from '../experiments/experiment.js';
import { type Printed, recordChild } from '../record-child.js';
import type { TraceEvent } from '../trace/events.js';
import { type LogContent, readLog } from './read-log.js';

const CHILD = 'test/durability/log/rolling-child.ts';
const MESSAGES = 1_500;
const LOG_BYTES = 1 << 20;
/** Appends in flight in the child: so far may neighbours in a partition be out of order. */
const IN_FLIGHT = 16;

/** A log of small segments that begin and are dropped all the time, crashed at many points. */
export async function rollingLog({ recorder, form, seed }: Settings): Promise<Result> {
  const args = (folder: string) => [join(folder, 'log'), String(MESSAGES), String(LOG_BYTES)];
  const { events, printed } = await recordChild(recorder, CHILD, args);
  const { findings, lost } = await crashRollingLog(events, printed, seed, form.logImages);
  return {
    experiment: 'log whose segments roll and are dropped',
    form: form.name,
    seed,
    points: form.logImages,
    sent: MESSAGES,
    acknowledged: printed.length,
    lost,
    findings,
  };
}

/** Opens images of a recorded run of the child; says what they have lost. */
export async function crashRollingLog(
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
      try {
        const missing = missingIn(await readLog(join(folder, 'log')), printed, crash.at);
        lost += missing.length;
        if (missing.length > 0) findings.push(`${nameOf(crash)}: lost ${missing.slice(0, 5).join(', ')}`);
      } catch (error) {
        findings.push(`${nameOf(crash)}: ${String(error)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { findings, lost };
}

/** Acknowledged before the event and not there, unless the log has dropped them at its old end. */
function missingIn(content: LogContent, printed: readonly Printed[], at: number): number[] {
  const there = new Set<number>();
  let dropped = -1;
  for (const { first, records } of content) {
    const numbers = records.map(({ value }) => Number(/#(\d+)#/.exec(Buffer.from(value).toString())?.[1]));
    for (const number of numbers) there.add(number);
    if (first > 0) dropped = Math.max(dropped, Math.min(...numbers) + IN_FLIGHT);
  }
  return printed
    .filter((one) => one.at < at)
    .map(({ line }) => Number(line))
    .filter((number) => !there.has(number) && number > dropped);
}
