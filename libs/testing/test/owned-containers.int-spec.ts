import { execFileSync, spawn } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { describeWith, eventually } from '@app/testing';

const HOOKS = new URL('../src/typescript-hooks.mjs', import.meta.url).href;
const CHILD = new URL('container-child.ts', import.meta.url).pathname;

describeWith('docker', 'containers of a test run', () => {
  it('are removed although the run was killed', async () => {
    const run = spawn(process.execPath, ['--import', HOOKS, CHILD]);
    let id = '';
    run.stdout.on('data', (chunk: Buffer) => (id += chunk.toString()));
    await eventually('the container', () => id.endsWith('\n'), 60_000);
    expect(exists(id.trim())).toBe(true);

    run.kill('SIGKILL');

    await eventually('it to be removed', () => !exists(id.trim()), 60_000, 200);
  });
});

function exists(id: string): boolean {
  const found = execFileSync('docker', ['ps', '--all', '--quiet', '--no-trunc', '--filter', `id=${id}`]);
  return found.toString().trim() !== '';
}
