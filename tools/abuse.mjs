// `npm run test:abuse`: does to the platform what it must bear, in the full form; see test/abuse/main.ts.
import { spawn } from 'node:child_process';
import { ensureBuild, ensurePackages, root } from './lib/prepared.mjs';

await ensurePackages();
await ensureBuild();
const hooks = './libs/testing/src/typescript-hooks.mjs';
const child = spawn(process.execPath, ['--import', hooks, 'test/abuse/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
