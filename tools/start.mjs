// `npm start`: from a fresh clone to a running city. Installs and builds what is missing, then runs the platform.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM_NODE_OPTIONS } from './lib/node-options.mjs';
import { ensureBuild, ensurePackages, root } from './lib/prepared.mjs';
import { done, fail } from './lib/steps.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Node ${process.versions.node} is too old: Nhịp Phố needs Node 20.19 or later (https://nodejs.org)`,
    2,
  );
}

let child = null;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    if (!child) process.exit(130);
    // A terminal's Ctrl-C reaches the whole group; the platform takes a second one of these as the same request.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  });
}

done(`Node ${process.versions.node}`);
await ensurePackages();
done('packages are installed');
await ensureBuild();
if (stopping) process.exit(130);

const main = join(root, 'dist', 'apps', 'platform', 'src', 'main.js');
if (!existsSync(main)) fail(`${main} is missing after the build`);
child = spawn(process.execPath, [...PLATFORM_NODE_OPTIONS, main], { cwd: root, stdio: 'inherit' });
child.on('error', (error) => fail(`starting the platform: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
