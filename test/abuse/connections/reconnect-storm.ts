import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { settledAudit } from '../messages/settled-audit.js';
import { readSentLog } from '../../support/sent-log.js';

const PROGRAM = join(import.meta.dirname, 'many-connections.mjs');
const DEVICES = 20;
const DAY_MS = 86_400_000;
/** Longest time until all are back and acknowledged: the goal of every recovery. */
const MOST_SECONDS = 30;

interface Round {
  readonly round: number;
  readonly open: number;
  readonly seconds: number;
}

/** As many connections as a city has, each heard; then all of them gone and back at once. */
export const reconnectStorm: Experiment = {
  name: 'connections in great number, cut off and back at once',
  async run({ platform, form }: Stage): Promise<Outcome> {
    const readings = { base: Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS, stepMs: 1_000 };
    const secrets: Record<string, string> = {};
    for (let i = 0; i < DEVICES; i++)
      secrets[`storm-${i}`] = await platform.rest.camera(`storm-${i}`, {
        cadence: 1,
        activeFrom: readings.base,
      });
    const [logFile, devicesFile] = ['log', 'json'].map((end) => join(platform.dataDir, `storm.${end}`)) as [
      string,
      string,
    ];
    writeFileSync(devicesFile, JSON.stringify(secrets));
    writeFileSync(logFile, '');
    const where = ['--port', platform.ports.mqtt, '--devices', devicesFile, '--log', logFile];
    const what = ['--count', form.connections, '--base', readings.base];
    const child = spawn(process.execPath, [PROGRAM, ...[...where, ...what].map(String)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const rounds: Round[] = [];
    const findings: string[] = [];
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        const round = JSON.parse(line) as Round;
        rounds.push(round);
        if (round.open < form.connections)
          findings.push(`${form.connections - round.open} connections were lost`);
        const health = await fetch(`${platform.base}/health`);
        if (!health.ok) findings.push(`/health answers ${health.status} beside them`);
        if (rounds.length === 2) break;
      }
    } finally {
      child.kill('SIGKILL');
    }
    const found = await settledAudit(platform.rest, readSentLog(logFile), readings);
    const seconds = rounds[1]?.seconds ?? Infinity;
    // The short form shares its machine with other suites; how long it took is the full form's to judge, by its share of the machine.
    const crowded = Math.max(1, (loadavg()[0] ?? 0) / cpus().length);
    if (form.name === 'full' && seconds > MOST_SECONDS * crowded) findings.push(`back after ${seconds} s`);
    return {
      sent: found.sent,
      acknowledged: found.acknowledged,
      stored: found.stored,
      lost: found.lost,
      duplicates: found.repeats,
      wrong: found.twice,
      recoverySeconds: Math.round(seconds * 10) / 10,
      findings: [...findings, ...found.findings],
    };
  },
};
