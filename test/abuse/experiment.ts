import type { PlatformProcess } from '../support/platform-process.js';

/** How much an experiment does. */
export interface Form {
  readonly name: 'short' | 'full';
  /** Requests to each operation: as documented, and spoiled. */
  readonly requests: number;
  /** Readings of each device that sends in an order of its own. */
  readonly messages: number;
  readonly connections: number;
  /** Of each kind. */
  readonly slowSenders: number;
  /** Devices beside a noisy one. */
  readonly neighbours: number;
  /** How long the load of the soak lasts. */
  readonly soakMinutes: number;
}

export const FORMS: Readonly<Record<Form['name'], Form>> = {
  short: {
    name: 'short',
    requests: 2,
    messages: 200,
    connections: 300,
    slowSenders: 50,
    neighbours: 20,
    soakMinutes: 1,
  },
  full: {
    name: 'full',
    requests: 60,
    messages: 5_000,
    connections: 10_000,
    slowSenders: 500,
    neighbours: 99,
    soakMinutes: 120,
  },
};

/** What an experiment works with: a running platform on the embedded engines, which all of a run share. */
export interface Stage {
  readonly platform: PlatformProcess;
  /** Credential of the camera `abused`, which has a history of some minutes. */
  readonly secret: string;
  readonly form: Form;
  readonly seed: number;
}

/** What came of an experiment. Null: it doesn't measure that. */
export interface Outcome {
  /** How much it was, where one asks for more or less of it. */
  readonly scale?: string;
  /** Messages or requests. */
  readonly sent: number;
  /** Of them, those that were acknowledged or answered. */
  readonly acknowledged: number;
  readonly stored?: number;
  /** Acknowledged and not there. */
  readonly lost?: number;
  readonly deadLettered?: number;
  readonly duplicates?: number;
  readonly wrong?: number;
  readonly recoverySeconds?: number;
  /** One line for everything that is not as it must be. */
  readonly findings: readonly string[];
}

export interface Experiment {
  readonly name: string;
  /** Where it isn't done in both. */
  readonly forms?: readonly Form['name'][];
  readonly run: (stage: Stage) => Promise<Outcome>;
}

/** An experiment's outcome with how it was made. */
export interface Result extends Outcome {
  readonly experiment: string;
  readonly form: Form['name'];
  readonly seed: number;
  /** Most RssAnon of the platform so far, MB. */
  readonly peakMb: number;
}
