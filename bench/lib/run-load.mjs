import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LOAD = join(import.meta.dirname, '..', 'load.mjs');

/**
 * Runs the load generator; resolves to its last report when every message is acknowledged.
 * @param options flags of bench/load.mjs without `devices`: port, seconds, rate, count, window
 * @param onStart called when every connection is open, just before the first PUBLISH
 */
export async function runLoad(credentials, options, onStart = () => undefined) {
  const dir = mkdtempSync(join(tmpdir(), 'nhippho-load-'));
  const file = join(dir, 'devices.json');
  writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
  const flags = Object.entries({ ...options, devices: file }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  const child = spawn(process.execPath, [LOAD, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let last = null;
    for await (const line of createInterface({ input: child.stdout })) {
      last = JSON.parse(line);
      if (last.event === 'start') onStart();
    }
    if (last?.event !== 'end') throw new Error('the load generator ended early');
    return last;
  } finally {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
}
