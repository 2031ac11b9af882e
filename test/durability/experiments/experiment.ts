import type { Recorder } from '../recorder/recorder.js';

/** How much an experiment does. */
export interface Form {
  readonly name: 'short' | 'full';
  /** Messages published to the recorded platform. */
  readonly messages: number;
  /** Images of the log, of the time series, of the registry, and of the whole data folder that are opened. */
  readonly logImages: number;
  readonly seriesImages: number;
  readonly registryImages: number;
  readonly wholeImages: number;
}

export const FORMS: Readonly<Record<Form['name'], Form>> = {
  short: {
    name: 'short',
    messages: 10_000,
    logImages: 60,
    seriesImages: 30,
    registryImages: 4,
    wholeImages: 3,
  },
  full: {
    name: 'full',
    messages: 10_000,
    logImages: 1_000,
    seriesImages: 1_000,
    registryImages: 200,
    wholeImages: 100,
  },
};

export interface Settings {
  readonly recorder: Recorder;
  readonly form: Form;
  readonly seed: number;
}

/** What came of an experiment. */
export interface Result {
  readonly experiment: string;
  readonly form: Form['name'];
  readonly seed: number;
  /** Crashes whose image was opened; for a check of the trace alone, the acknowledgements looked at. */
  readonly points: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged things that an image did not have, over all images. */
  readonly lost: number;
  /** One line for everything that is not as it must be. */
  readonly findings: readonly string[];
}

/** A crash in words by which it can be made again. */
export function nameOf(crash: { at: number; survival: string; seed: number }): string {
  return `crash at event ${crash.at}, unsynced ${crash.survival}, seed ${crash.seed}`;
}
