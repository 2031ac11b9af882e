import { crashLog, crashWhole } from '../platform/crash-platform.js';
import { acknowledgedTooEarly, durableAt } from '../platform/order-check.js';
import { numbersIn } from '../platform/readings-sent.js';
import { type RecordedPlatform, recordPlatform } from '../platform/record-platform.js';
import type { Result, Settings } from './experiment.js';

/** Readings in flight on each of the connections. */
const WINDOW = 60;

/** One life of the platform under load, recorded. */
export function lifeOfPlatform({ recorder, form }: Settings): Promise<RecordedPlatform> {
  return recordPlatform(recorder, form.messages, WINDOW);
}

/** A recorded life of the platform, looked at in three ways. */
export async function crashedPlatform(
  run: RecordedPlatform,
  { form, seed }: Omit<Settings, 'recorder'>,
): Promise<Result[]> {
  const common = { form: form.name, seed, sent: form.messages, acknowledged: run.acknowledged.length };
  const durable = durableAt(run.events, (bytes) => numbersIn(run.base, bytes));
  const early = acknowledgedTooEarly(run.acknowledged, durable);
  const log = await crashLog(run, seed, form.logImages);
  const whole = await crashWhole(run, seed, form.wholeImages);
  return [
    {
      ...common,
      experiment: 'no PUBACK before its sync, in the trace',
      points: run.acknowledged.length,
      lost: early.length,
      findings: early,
    },
    { ...common, experiment: 'log under the platform', points: form.logImages, ...log },
    {
      ...common,
      experiment: 'whole data folder: registry, log and time series together',
      points: form.wholeImages,
      ...whole,
    },
  ];
}
