import type { Experiment, Form } from '../experiment.js';
import { clockFaults } from './clock.js';
import { engineFaults } from './engines.js';
import { processorFaults } from './processors.js';
import { serviceKills } from './services.js';

const EXPERIMENTS: readonly Experiment[] = [
  ...serviceKills,
  ...engineFaults,
  ...processorFaults,
  ...clockFaults,
];

/** Those of a form, in the order in which they are run. */
export function experimentsOf({ name }: Form): readonly Experiment[] {
  return EXPERIMENTS.filter(({ isFullOnly }) => name === 'full' || isFullOnly !== true);
}
