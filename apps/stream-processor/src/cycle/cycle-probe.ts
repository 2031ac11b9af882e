/**
 * The steps of a commit cycle, in order. [DESIGN 3]
 * `decided`: counts are known, nothing is written. `pending` (a), `points` (b), `windows` (c), `announced` (d) and
 * `committed` (e): that step is durable.
 */
export const CYCLE_STEPS = ['decided', 'pending', 'points', 'windows', 'announced', 'committed'] as const;
export type CycleStep = (typeof CYCLE_STEPS)[number];

/** Told of every step that a cycle has reached, before it takes the next one; a test stops or kills here. */
export abstract class CycleProbe {
  /** A rejection fails the cycle at this point, as a crash would. */
  abstract reached(step: CycleStep, partition: number): Promise<void>;
}

/** Lets every cycle run on. */
export class SilentProbe extends CycleProbe {
  async reached(): Promise<void> {}
}
