import { join } from 'node:path';
import { crashesOf } from '../crash/crash-points.js';
import { type Losses, overImages } from '../crash/over-images.js';
import type { Result, Settings } from '../experiments/experiment.js';
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
function crashRollingLog(
  events: readonly TraceEvent[],
  printed: readonly Printed[],
  seed: number,
  count: number,
): Promise<Losses> {
  return overImages(crashesOf(events, { seed, count, isWanted: () => true }), async (folder, { at }) =>
    missingIn(await readLog(join(folder, 'log')), printed, at).map((number) => `${number} is lost`),
  );
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
