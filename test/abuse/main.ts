// Does to the running platform what it must bear, and tells what came of it:
// npm run test:abuse [-- --form short|full] [--only WORDS,…] [--seed N] [--soak-minutes N] [--publish]
//   --only     experiments whose names contain one of these      --publish  write the results into docs/reliability.md
import { inspect, parseArgs } from 'node:util';
import { FORMS } from './experiment.js';
import { EXPERIMENTS } from './experiments.js';
import { publish } from './report.js';
import { AbusedPlatform } from './abused-platform.js';

const { values } = parseArgs({
  options: {
    form: { type: 'string', default: 'full' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    'soak-minutes': { type: 'string' },
    publish: { type: 'boolean', default: false },
  },
});
const usual = FORMS[values.form === 'short' ? 'short' : 'full'];
const form = { ...usual, soakMinutes: Number(values['soak-minutes'] ?? usual.soakMinutes) };
const words = values.only.split(',');
const abused = await AbusedPlatform.start(form, Number(values.seed));
process.stdout.write(`seed ${values.seed}\n`);
let failed = 0;
try {
  for (const experiment of EXPERIMENTS.filter(
    ({ name, forms }) => (forms?.includes(form.name) ?? true) && words.some((word) => name.includes(word)),
  )) {
    try {
      const result = await abused.suffer(experiment);
      const { findings, ...counts } = result;
      process.stdout.write(`${JSON.stringify(counts)}\n`);
      for (const finding of findings) process.stdout.write(`  ${finding}\n`);
      if (findings.length > 0) failed++;
      if (values.publish) publish(result);
    } catch (error) {
      failed++;
      process.stderr.write(
        `${experiment.name} could not be finished: ${inspect(error)}\n${abused.lastWords}\n`,
      );
    }
  }
} finally {
  await abused.remove();
}
process.exit(failed === 0 ? 0 : 1);
