import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '@app/testing';
import { SmallDisk } from './durability/full-disk/small-disk.js';
import { Recorder } from './durability/recorder/recorder.js';
import { findLosses } from './support/check-stored.js';
import { PlatformProcess } from './support/platform-process.js';
import { SentLogReader, size } from './support/sent-log.js';

/** The platform with an empty registry and its dumps takes about 200 MB. */
const DISK_MB = 400;
const DEVICES = 4;
const RATE = 100;
const EACH_MS = 300_000;

interface Ready {
  readonly status: number;
  readonly failing: string;
}

describeWith('compiler', 'a disk that is full', () => {
  const side = mkdtempSync(join(tmpdir(), 'nhippho-full-'));
  const base = Math.floor((Date.now() - 5 * 86_400_000) / 1000) * 1000;
  const sentLog = join(side, 'sent.log');
  const reader = new SentLogReader(sentLog);
  const acknowledged = (): number => size(reader.read().acknowledged);
  let recorder: Recorder;
  let disk: SmallDisk;
  let platform: PlatformProcess;
  let publisher: ChildProcess;

  beforeAll(async () => {
    recorder = Recorder.build();
    disk = SmallDisk.create(recorder, DISK_MB);
    process.stdout.write(`the disk is ${disk.kind}\n`);
    // The recorder's root must be there when the process starts.
    platform = await PlatformProcess.create({ dataDir: join(disk.folder, 'data'), env: { ...disk.env } });
    await platform.start();
    const secrets: Record<string, string> = {};
    for (let i = 0; i < DEVICES; i++)
      secrets[`full-${i}`] = await platform.rest.camera(`full-${i}`, { cadence: 1, activeFrom: base });
    writeFileSync(join(side, 'devices.json'), JSON.stringify(secrets));
    writeFileSync(sentLog, '');
    const where = [
      '--port',
      String(platform.ports.mqtt),
      '--devices',
      join(side, 'devices.json'),
      '--log',
      sentLog,
    ];
    const what = ['--count', '400000', '--base', String(base), '--window', '20', '--rate', String(RATE)];
    const program = join(import.meta.dirname, 'support', 'publisher.mjs');
    publisher = spawn(process.execPath, [program, ...where, ...what], { stdio: 'ignore' });
    await eventually('load', () => acknowledged() > 2 * RATE, 60_000);
  }, EACH_MS);

  afterAll(async () => {
    publisher.kill('SIGKILL');
    await platform.stop('SIGKILL');
    disk.remove();
    recorder.remove();
    rmSync(side, { recursive: true, force: true });
  });

  const ready = async (): Promise<Ready> => {
    const response = await fetch(`${platform.base}/ready`);
    const { checks } = (await response.json()) as { checks: Record<string, { ok: boolean; detail: string }> };
    const failing = Object.entries(checks).filter(([, { ok }]) => !ok);
    return {
      status: response.status,
      failing: failing.map(([name, { detail }]) => `${name}: ${detail}`).join('\n'),
    };
  };

  it(
    'stops acknowledgements within a second of the first failure and turns readiness red with its reason',
    async () => {
      const state = await eventually('readiness to be red for the log', async () => {
        // What an engine gives back as it fails is taken away again.
        disk.fill();
        const now = await ready();
        return now.status === 503 && now.failing.includes('eventLog') && now;
      });
      const red = performance.now();
      await eventually('a second', () => performance.now() - red > 1_000);
      const after = acknowledged();
      await eventually('three more seconds', () => performance.now() - red > 4_000);

      expect(state.failing).toMatch(/eventLog: EVENTLOG_IO: writing the log/);
      expect(acknowledged()).toBe(after);
      expect(platform.running).toBe(true);
    },
    EACH_MS,
  );

  it(
    'is written again without a restart when room is made, the registry too, and nothing acknowledged is lost',
    async () => {
      const { pid } = platform;
      const before = acknowledged();
      disk.makeRoom();

      await eventually('acknowledgements', () => acknowledged() > before + 2 * RATE, 60_000);
      publisher.kill('SIGTERM');
      await eventually('the publisher to end', () => reader.read().ended, 60_000);
      await eventually('readiness', async () => (await ready()).status === 200, 60_000);
      await eventually(
        'everything to be worked off',
        async () => {
          const findings = await findLosses(platform.rest, reader.read(), base);
          if (findings.length > 0) throw new Error(findings.slice(0, 10).join('\n'));
          return true;
        },
        120_000,
        1000,
      );
      expect([platform.running, platform.pid]).toEqual([true, pid]);
    },
    EACH_MS,
  );
});
