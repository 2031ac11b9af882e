import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Experiment, Outcome, Stage } from '../experiment.js';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bench', 'lib', 'neighbours.mjs');
const NOISY = 'noisy';
/** What the platform gives one device unless told otherwise. */
const RATE = 2_000;
const BURST = 20_000;

interface Heard {
  readonly sent: number;
  readonly acked: number;
}

/** What it costs the others in time is measured by bench/noisy-device.bench.mjs; here, that all of theirs is taken. */
export const noisyDevice: Experiment = {
  name: 'a device at 10,000 messages a second beside others',
  async run({ platform, form }: Stage): Promise<Outcome> {
    const secrets: Record<string, string> = {};
    const activeFrom = Date.now() - 2 * 86_400_000;
    for (const id of [NOISY, ...Array.from({ length: form.neighbours }, (_, i) => `neighbour-${i}`)])
      secrets[id] = await platform.rest.camera(id, { cadence: 1, activeFrom });
    const file = join(platform.dataDir, 'neighbours.json');
    writeFileSync(file, JSON.stringify(secrets));
    const how = ['--port', platform.ports.mqtt, '--devices', file, '--noisy', NOISY, '--seconds', 5];
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...how.map(String)]);
    const { quiet, noisy } = JSON.parse(stdout) as { quiet: Heard; noisy: Heard & { seconds: number } };
    const most = BURST + RATE * (noisy.seconds + 1);
    return {
      sent: quiet.sent + noisy.sent,
      acknowledged: quiet.acked + noisy.acked,
      findings: [
        ...(quiet.acked === quiet.sent
          ? []
          : [`${quiet.sent - quiet.acked} of the others were not acknowledged`]),
        ...(noisy.acked <= most
          ? []
          : [`${noisy.acked} of the noisy one in ${noisy.seconds} s: more than ${most}`]),
      ],
    };
  },
};
