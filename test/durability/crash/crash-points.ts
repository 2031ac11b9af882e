import type { TraceEvent } from '../trace/events.js';
import { Chance } from './chance.js';
import { Disk, type Found } from './disk.js';
import { SURVIVALS, type Survival } from './file-content.js';

/** A crash in the middle of a recorded run. */
export interface Crash {
  /** Events that had happened. */
  readonly at: number;
  readonly survival: Survival;
  /** Makes this very crash again. */
  readonly seed: number;
  readonly found: ReadonlyMap<string, Found>;
}

export interface CrashPlan {
  readonly seed: number;
  readonly count: number;
  /** Paths below the data folder that the images hold. */
  readonly isWanted: (path: string) => boolean;
  /** First event at which the process may crash; default the first of all. */
  readonly from?: number;
}

/**
 * Crashes spread over a recorded run: at evenly drawn events that change wanted files, with each way of surviving in
 * turn. What is not durable at that moment is dropped, reordered or torn by the seed.
 */
export function* crashesOf(events: readonly TraceEvent[], plan: CrashPlan): Generator<Crash> {
  const chance = new Chance(plan.seed);
  const points = drawPoints(events, plan, chance);
  const disk = new Disk();
  let next = 0;
  for (let at = 0; at <= events.length && next < points.length; at++) {
    for (; points[next] === at; next++) {
      const survival = SURVIVALS[next % SURVIVALS.length]!;
      const seed = chance.below(2 ** 31);
      yield { at, survival, seed, found: disk.after(survival, new Chance(seed), plan.isWanted) };
    }
    if (at < events.length) disk.take(events[at]!);
  }
}

function drawPoints(events: readonly TraceEvent[], plan: CrashPlan, chance: Chance): number[] {
  const files = new Map<number, boolean>();
  const candidates: number[] = [];
  events.forEach((event, at) => {
    if (event.kind === 'open') files.set(event.file, plan.isWanted(event.path));
    // Sends count too: a crash right behind an acknowledgement is the one to fear.
    const isOf =
      event.kind === 'sent' || event.kind === 'printed' || ('file' in event && files.get(event.file));
    const isName = 'path' in event ? plan.isWanted(event.path) : 'to' in event && plan.isWanted(event.to);
    if (at >= (plan.from ?? 0) && (isOf || isName)) candidates.push(at + 1);
  });
  const drawn = Array.from({ length: plan.count }, (_, i) => {
    const from = Math.floor((i * candidates.length) / plan.count);
    const to = Math.floor(((i + 1) * candidates.length) / plan.count);
    return candidates[from + chance.below(Math.max(1, to - from))] ?? events.length;
  });
  return drawn.sort((a, b) => a - b);
}
