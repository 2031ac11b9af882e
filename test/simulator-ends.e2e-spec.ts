import { afterAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@app/testing';
import { PlatformProcess } from './support/platform-process.js';

describe('the simulator', () => {
  let platform: PlatformProcess;

  afterAll(() => platform.remove());

  it('ends when the platform dies hard', async () => {
    platform = await PlatformProcess.create({
      env: { NHIPPHO_SIMULATOR: 'on', NHIPPHO_BACKFILL_DAYS: '0.1' },
    });
    await platform.start();
    const pid = await eventually('the simulator to run', () => simulatorPid(platform.dataDir));
    await eventually('its readings', async () => {
      const { items } = await platform.rest.get<{ items: { reporting?: unknown }[] }>('/api/v1/latest');
      return items.length > 0;
    });
    expect(alive(pid)).toBe(true);

    await platform.stop('SIGKILL');

    await eventually('the simulator to end', () => !alive(pid));
  });
});

function simulatorPid(dataDir: string): number | null {
  const log = readFileSync(join(dataDir, 'platform.log'), 'utf8');
  const pid = /"simulator":(\d+)/.exec(log)?.[1];
  return pid === undefined ? null : Number(pid);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
