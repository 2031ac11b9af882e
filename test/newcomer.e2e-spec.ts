import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { CROWDED } from './support/crowded.js';
import { PlatformProcess } from './support/platform-process.js';
import type { SeriesPoint } from './support/rest.js';

const ROOT = join(import.meta.dirname, '..');

describe('a newcomer', () => {
  let first: PlatformProcess;

  beforeAll(async () => {
    first = await PlatformProcess.create();
    await first.start();
  });

  afterAll(() => first.remove());

  it('is told where to look and how to send a reading of their own', async () => {
    await eventually('the last line', () => first.output.includes('Ctrl-C stops'));
    expect(first.output).toContain(`http://127.0.0.1:${first.ports.http}/`);
    expect(first.output).toMatch(/mosquitto_pub .* -t telemetry\/demo /);
    expect(first.output).toMatch(/curl -u demo:/);
    expect(first.output).not.toMatch(/\n\s+at .*\(/);
  });

  it('reads in one line that the data folder is in use', async () => {
    const second = await PlatformProcess.create({ dataDir: first.dataDir });

    await expect(second.start()).rejects.toThrow('the platform ended');

    expect(second.output).toMatch(/data folder .* is in use by process \d+.*NHIPPHO_DATA/);
    expect(second.output.trim().split('\n')).toHaveLength(1);
  });

  it.each(['http', 'mqtt', 'metrics'] as const)(
    'reads which variable to change when the %s port is taken',
    async (port) => {
      const other = await PlatformProcess.create();
      const squatter = createServer((socket) => socket.destroy());
      await new Promise<void>((resolve) => squatter.listen(other.ports[port], '127.0.0.1', resolve));

      await expect(other.start()).rejects.toThrow('the platform ended');

      expect(other.output).toMatch(
        new RegExp(`port ${other.ports[port]} .*is taken.*NHIPPHO_${port.toUpperCase()}_PORT`),
      );
      expect(other.output).not.toMatch(/\n\s+at .*\(/);
      await new Promise((resolve) => squatter.close(resolve));
      await other.remove();
    },
  );

  it('reads which variable is wrong, and what is allowed', () => {
    const result = spawnSync(process.execPath, ['dist/apps/platform/src/main.js'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', NHIPPHO_PROFILE: 'cloud' },
      encoding: 'utf8',
      timeout: 120_000,
    });

    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/NHIPPHO_PROFILE="cloud".*embedded/);
  });

  it('reads that Node is too old', () => {
    const old = 'Object.defineProperty(process.versions,"node",{value:"18.20.0"})';
    const result = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${old}`, 'tools/start.mjs'],
      {
        cwd: ROOT,
        encoding: 'utf8',
        timeout: 120_000,
      },
    );

    expect(result.status).toBe(2);
    expect(result.stderr).toContain('Node 18.20.0 is too old');
  });

  it('may run a second copy beside the first', async () => {
    const second = await PlatformProcess.create();
    await second.start();

    expect((await fetch(`${second.base}/health`)).status).toBe(200);
    expect((await fetch(`${first.base}/health`)).status).toBe(200);
    await second.remove();
  });

  it('stops it by Ctrl-C, and the next start goes on with the data within ten seconds', async () => {
    const secret = await first.rest.camera('kept', { activeFrom: Date.now() - 3_600_000 });
    const reading = { ts: new Date(Date.now() - 60_000).toISOString(), period: 60, n: { car: 3 }, speed: 30 };
    expect(await first.rest.ingest('kept', secret, JSON.stringify(reading))).toBe(202);

    expect(await first.stop('SIGINT')).toBe(0);
    const began = Date.now();
    await first.start();

    const took = Date.now() - began;
    process.stdout.write(`the next start goes on after ${took} ms\n`);
    expect(took).toBeLessThan(CROWDED * 10_000);
    const points = await eventually('the reading', async () => {
      const found = await first.rest.all<SeriesPoint>('/api/v1/series', {
        measure: 'traffic.speed',
        device: 'kept',
        bucket: 'raw',
      });
      return found.length > 0 && found;
    });
    expect(points.map((point) => point.value)).toEqual([30]);
  });
});
