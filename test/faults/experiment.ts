import type { Audit } from '../support/check-stored.js';
import type { City } from './world/city.js';

/** How long and hard an experiment is. */
export interface Form {
  readonly name: 'short' | 'full';
  /** Cameras, and messages a second over all of them. */
  readonly devices: number;
  readonly rate: number;
}

export const FORMS: Readonly<Record<Form['name'], Form>> = {
  short: { name: 'short', devices: 8, rate: 200 },
  full: { name: 'full', devices: 20, rate: 2000 },
};

/** Seconds that something lasts, by form. */
export type Lasting = Readonly<Record<Form['name'], number>>;

/** What an experiment's steps work with: the city under load. */
export interface Stage {
  readonly city: City;
  readonly form: Form;
  /** Lets what was done last for its time: the only wait that waits for nothing. */
  readonly lasting: (seconds: Lasting) => Promise<void>;
  /** What was broken is there again: the recovery is measured from now on. */
  readonly back: () => void;
}

export interface Experiment {
  readonly name: string;
  /** Left to the full form: a sibling in the short one takes the same ways through the code. */
  readonly isFullOnly?: boolean;
  /** How long the disturbance lasts, where it has a length. */
  readonly seconds?: Lasting;
  /** Breaks something and mends it, under load. Resolves to what it found wrong itself. */
  readonly steps: (stage: Stage) => Promise<readonly string[] | void>;
}

/** What came of an experiment. */
export interface Result extends Audit {
  readonly experiment: string;
  readonly form: Form['name'];
  readonly seed: number;
  readonly rate: number;
  readonly disturbedSeconds: number | null;
  /** From when what was broken is there again until lag is under a second's load and acknowledgements flow. */
  readonly recoverySeconds: number;
  /** Most RssAnon, MB. */
  readonly peakMb: Readonly<Record<string, number>>;
}
