import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Audit } from '../../support/check-stored.js';
import { readSentLog } from '../../support/sent-log.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { settledAudit } from './settled-audit.js';

const PROGRAM = join(import.meta.dirname, 'shuffled-publisher.mjs');
const DEVICES = 4;
const DAY_MS = 86_400_000;

/** Whatever order and however often: each reading counts once. */
export const shuffled: Experiment = {
  name: 'every message one to five times, in shuffled order',
  async run({ platform, form, seed }: Stage): Promise<Outcome> {
    const readings = { base: Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS, stepMs: 2_000 };
    const secrets: Record<string, string> = {};
    for (let i = 0; i < DEVICES; i++) {
      const id = `shuffled-${i}`;
      secrets[id] = await platform.rest.camera(id, { cadence: 1, activeFrom: readings.base });
    }
    const [logFile, devicesFile] = ['log', 'json'].map((end) =>
      join(platform.dataDir, `shuffled.${end}`),
    ) as [string, string];
    writeFileSync(devicesFile, JSON.stringify(secrets));
    writeFileSync(logFile, '');
    const wherefrom = ['--port', platform.ports.mqtt, '--devices', devicesFile, '--log', logFile];
    const what = [
      '--count',
      form.messages,
      '--base',
      readings.base,
      '--step',
      readings.stepMs,
      '--seed',
      seed,
    ];
    await promisify(execFile)(process.execPath, [PROGRAM, ...[...wherefrom, ...what].map(String)]);
    const log = readSentLog(logFile);
    // Repeats that still wait to be worked off are in no count yet.
    const unrecognisedOf = (audit: Audit) => log.sendings - audit.sent - audit.repeats;
    const found = await settledAudit(platform.rest, log, readings, (audit) => unrecognisedOf(audit) === 0);
    const { acknowledged, stored, lost, twice, repeats, findings } = found;
    const unrecognised = unrecognisedOf(found);
    return {
      sent: log.sendings,
      acknowledged,
      stored,
      lost,
      duplicates: repeats,
      wrong: twice,
      findings: [
        ...findings,
        ...(unrecognised === 0 ? [] : [`${unrecognised} repeats are in no count of duplicates`]),
      ],
    };
  },
};
