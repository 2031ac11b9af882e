import { join } from 'node:path';
import { type Crash, crashesOf } from '../crash/crash-points.js';
import { type Losses, overImages } from '../crash/over-images.js';
import { readLog } from '../log/read-log.js';
import { openImage } from './open-image.js';
import { DEVICES, numbersIn, readingOf, startOf } from './readings-sent.js';
import type { RecordedPlatform } from './record-platform.js';

/** Opens images of the log alone, each of which must have every reading that was acknowledged before the crash. */
export function crashLog(run: RecordedPlatform, seed: number, count: number): Promise<Losses> {
  const from = run.events.findIndex((event) => event.kind === 'open' && event.path.startsWith('log/'));
  const isWanted = (path: string) => path === 'log' || path.startsWith('log/');
  return overImages(crashesOf(run.events, { seed, count, isWanted, from }), async (folder, crash) => {
    const there = await numbersInLog(run, join(folder, 'log'));
    return acknowledgedBy(run, crash)
      .filter((number) => !there.has(number))
      .map((number) => `reading ${number} is not in the log`);
  });
}

/**
 * Opens images of the whole data folder, which are of one moment but for what each part had synced by then: a reading must be a
 * stored point already, or be in the log behind the position that the registry has.
 */
export function crashWhole(run: RecordedPlatform, seed: number, count: number): Promise<Losses> {
  // From the first acknowledgement on, by when every device is registered.
  const from = run.acknowledged[0]?.at ?? 0;
  return overImages(
    crashesOf(run.events, { seed, count, isWanted: () => true, from }),
    async (folder, crash) => {
      const there = await numbersInLog(run, join(folder, 'log'));
      const { positions, points, devices, log } = await openImage(folder);
      const missing = acknowledgedBy(run, crash).flatMap((number) => {
        const at = there.get(number);
        if (at === undefined) return [`reading ${number} is not in the log`];
        if (at.offset >= (positions.get(at.partition) ?? 0)) return [];
        const isStored = points.has(`${readingOf(run.base, number).device} ${startOf(run.base, number)}`);
        return isStored ? [] : [`reading ${number} is before the position and not stored`];
      });
      const unknown = DEVICES.filter((device) => !devices.has(device));
      return [...missing, ...unknown.map((device) => `device ${device} is gone: ${log.join('; ')}`)];
    },
  );
}

function acknowledgedBy(run: RecordedPlatform, crash: Crash): number[] {
  return run.acknowledged.filter(({ at }) => at < crash.at).map(({ number }) => number);
}

async function numbersInLog(
  run: RecordedPlatform,
  dir: string,
): Promise<Map<number, { partition: number; offset: number }>> {
  const there = new Map<number, { partition: number; offset: number }>();
  (await readLog(dir)).forEach(({ records }, partition) => {
    for (const { value, offset } of records)
      for (const number of numbersIn(run.base, Buffer.from(value))) there.set(number, { partition, offset });
  });
  return there;
}
