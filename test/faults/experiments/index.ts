import type { Experiment } from '../experiment.js';
import { clockFaults } from './clock.js';
import { engineFaults } from './engines.js';
import { processorFaults } from './processors.js';
import { serviceKills } from './services.js';

/** All of them, in the order in which they are run. */
export const EXPERIMENTS: readonly Experiment[] = [
  ...serviceKills,
  ...engineFaults,
  ...processorFaults,
  ...clockFaults,
];
