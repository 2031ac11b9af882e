import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { findLosses } from './support/check-stored.js';
import { describeOnEachEngine } from './support/engines.js';
import { PlatformProcess, STEERED } from './support/platform-process.js';
import { readSentLog, SentLogReader, size } from './support/sent-log.js';

const DEVICES = 10;
const WINDOW = 60;
const ENOUGH_IN_FLIGHT = 100;
/** Every step of a commit cycle. */
const STEPS = ['decided', 'pending', 'points', 'windows', 'announced', 'committed'] as const;
/** Two durable steps come twice; not where whoever was killed is a member of Kafka's group until its session has run out. */
const KILL_AT = {
  embedded: [...STEPS, 'points', 'pending'],
  distributed: STEPS,
} as const;

describeOnEachEngine('an acknowledged message is stored', (engines) => {
  const killAt = KILL_AT[engines];
  const base = Math.floor((Date.now() - 5 * 86_400_000) / 1000) * 1000;
  let platform: PlatformProcess;
  let publisher: ChildProcess;
  let logFile: string;

  beforeAll(async () => {
    platform = await PlatformProcess.create({ engines, entry: STEERED });
    await platform.start();
    const secrets: Record<string, string> = {};
    for (let i = 0; i < DEVICES; i++) {
      secrets[`kill-${i}`] = await platform.rest.camera(`kill-${i}`, { cadence: 1, activeFrom: base });
    }
    logFile = join(platform.dataDir, 'sent.log');
    const devicesFile = join(platform.dataDir, 'secrets.json');
    writeFileSync(devicesFile, JSON.stringify(secrets));
    writeFileSync(logFile, '');
    const wherefrom = ['--port', String(platform.ports.mqtt), '--devices', devicesFile, '--log', logFile];
    const what = ['--count', '400000', '--base', String(base), '--window', String(WINDOW)];
    const program = join(import.meta.dirname, 'support', 'publisher.mjs');
    publisher = spawn(process.execPath, [program, ...wherefrom, ...what]);
  });

  afterAll(async () => {
    publisher.kill('SIGKILL');
    await platform.remove();
  });

  it(`through ${killAt.length} kills in the steps of a commit cycle, under load`, async () => {
    const kills: { step: string; inFlight: number }[] = [];
    const sent = new SentLogReader(logFile);
    for (const step of killAt) {
      const before = size(sent.read().acknowledged);
      await eventually('load', () => size(sent.read().acknowledged) > before + 500, 60_000, 50);
      platform.steer({ killAt: step });
      await platform.ended();
      kills.push({ step, inFlight: sent.read().unacknowledged });
      await platform.start();
    }
    process.stdout.write(
      `${kills.map((k) => `killed at ${k.step} with ${k.inFlight} unacknowledged`).join('\n')}\n`,
    );

    publisher.kill('SIGTERM');
    await eventually('the publisher to end', () => sent.read().ended);
    const log = sent.read();
    await eventually(
      'everything to be worked off',
      async () => {
        const findings = await findLosses(platform.rest, log, base);
        if (findings.length > 0) throw new Error(findings.slice(0, 10).join('\n'));
        return true;
      },
      120_000,
      1000,
    );

    const underLoad = kills.filter((kill) => kill.inFlight >= ENOUGH_IN_FLIGHT);
    expect(underLoad.length).toBeGreaterThanOrEqual(killAt.length - 2);
  }, 600_000);

  it('and the checker sees a log in which one acknowledgement is forged', async () => {
    const never = 399_999;
    appendFileSync(logFile, `S kill-0 ${never}\nA kill-0 ${never}\n`);

    const findings = await findLosses(platform.rest, readSentLog(logFile), base);

    expect(findings).toContain(`kill-0 ${never} was acknowledged and is not stored`);
  });
});
