// Records what the engines do to the data folder, crashes the machine at many points of it and opens what is left:
// npm run test:durability [-- --form short|full] [--seed N] [--only log|series|registry|platform] [--publish]
//   --publish  write the result into docs/reliability.md
import { parseArgs } from 'node:util';
import { FORMS } from './experiments/experiment.js';
import { crashedPlatform, lifeOfPlatform } from './experiments/platform.js';
import { rollingLog } from './log/rolling-log.js';
import { publish } from './report.js';
import { Recorder } from './recorder/recorder.js';
import { editedRegistry } from './registry/edited-registry.js';
import { recordedSeries } from './series/recorded-series.js';

const { values } = parseArgs({
  options: {
    form: { type: 'string', default: 'full' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    publish: { type: 'boolean', default: false },
  },
});
const form = FORMS[values.form === 'short' ? 'short' : 'full'];
const recorder = Recorder.build();
const settings = { recorder, form, seed: Number(values.seed) };
let failed = 0;
try {
  const experiments = {
    log: rollingLog,
    series: recordedSeries,
    registry: editedRegistry,
    platform: async () => crashedPlatform(await lifeOfPlatform(settings), settings),
  };
  for (const [name, experiment] of Object.entries(experiments)) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const result of [await experiment(settings)].flat()) {
      const { findings, ...counts } = result;
      process.stdout.write(`${JSON.stringify(counts)}\n`);
      for (const finding of findings.slice(0, 10)) process.stdout.write(`  ${finding}\n`);
      if (findings.length > 0) failed++;
      if (values.publish) publish(result);
    }
  }
} finally {
  recorder.remove();
}
process.exit(failed === 0 ? 0 : 1);
