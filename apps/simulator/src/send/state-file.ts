import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const stateSchema = z.object({
  v: z.literal(1),
  seed: z.number().int(),
  /** Begin of the simulation. */
  since: z.number(),
  /** Times that are still to be backfilled, oldest first. */
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
  /** Everything live up to here has been acknowledged. */
  liveUntil: z.number(),
});

/** What a run leaves for the next one. Times are epoch ms. */
export type State = z.infer<typeof stateSchema>;
export type Gap = State['gaps'][number];

/** Reads the state, or null where there is none or it is of another seed. */
export function readState(path: string, seed: number): State | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return state.seed === seed ? state : null;
  } catch {
    // A missing or broken state costs a fresh backfill of readings that are equal, so it is no error.
    return null;
  }
}

/** Writes the state so that a crash leaves the old one or the new one. */
export function writeState(path: string, state: State): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
