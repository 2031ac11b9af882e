// Breaks one part after the other under load and tells what became of every acknowledged message:
// npm run test:faults [-- --form short|full] [--only WORDS,…] [--seed N] [--publish]
//   --only     experiments whose names contain one of these      --publish  write bench/results/faults.*
import { inspect, parseArgs } from 'node:util';
import { FORMS } from './experiment.js';
import { experimentsOf } from './experiments/index.js';
import { lineOf, publish, verdictOf } from './report.js';
import { runExperiment } from './run-experiment.js';
import { City } from './world/city.js';

/** Characters of each service's output that are shown when an experiment fails. */
const KEPT_OUTPUT = 3000;

const { values } = parseArgs({
  options: {
    form: { type: 'string', default: 'full' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    publish: { type: 'boolean', default: false },
  },
});
const form = FORMS[values.form === 'short' ? 'short' : 'full'];
const words = values.only.split(',');
const chosen = experimentsOf(form).filter(({ name }) => words.some((word) => name.includes(word)));

const city = await City.start();
let failed = 0;
try {
  for (const experiment of chosen) {
    try {
      const result = await runExperiment(city, experiment, form, Number(values.seed));
      process.stdout.write(`${lineOf(result)}\n`);
      if (verdictOf(result) !== 'met') failed++;
      if (values.publish) publish(result);
    } catch (error) {
      failed++;
      for (const { name, output } of city.services)
        process.stderr.write(`--- ${name}\n${output.slice(-KEPT_OUTPUT)}\n`);
      process.stderr.write(`${experiment.name} could not be finished: ${inspect(error)}\n`);
    }
  }
} finally {
  await city.remove();
}
process.exit(failed === 0 ? 0 : 1);
