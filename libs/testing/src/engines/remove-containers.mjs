// `node remove-containers.mjs LABEL=VALUE`: waits until whoever started it is gone, which ends its standard input, and
// removes the containers that carry the label. Told something on its standard input, it has nothing to do.
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

let told = false;
for await (const _ of process.stdin) told = true;
// A container may have been on its way into being when its owner died: look again a little later.
for (let round = 0; round < 3 && !told; round++) {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=${process.argv[2]}`)
    .split('\n')
    .filter(Boolean);
  if (ids.length > 0) docker('rm', '--force', '--volumes', ...ids);
  await delay(2000);
}

function docker(...args) {
  try {
    return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
