// One line per step with its time; what a step prints is shown only when it fails.
import { spawn } from 'node:child_process';

const tty = process.stdout.isTTY;
const mark = { ok: tty ? '\x1b[32m✓\x1b[0m' : '✓', bad: tty ? '\x1b[31m✗\x1b[0m' : '✗' };

/** Prints a finished step. */
export function done(text) {
  process.stdout.write(`${tty ? '\r\x1b[K' : ''}${mark.ok} ${text}\n`);
}

/** Prints a step that failed and ends the process. */
export function fail(text, code = 1) {
  process.stderr.write(`${tty ? '\r\x1b[K' : ''}${mark.bad} ${text}\n`);
  process.exit(code);
}

/** Runs a command as one step; on failure prints the end of its output and ends the process. */
export async function step(label, command, args, options = {}) {
  const began = Date.now();
  const ticker = tty
    ? setInterval(
        () => process.stdout.write(`\r\x1b[K… ${label} (${Math.round((Date.now() - began) / 1000)} s)`),
        500,
      )
    : undefined;
  if (!tty) process.stdout.write(`… ${label}\n`);
  const result = await run(command, args, options);
  clearInterval(ticker);
  if (result.code !== 0) {
    process.stderr.write(`\n${result.output.split('\n').slice(-30).join('\n')}\n`);
    fail(`${label}: \`${command} ${args.join(' ')}\` ended with ${result.code}`);
  }
  done(`${label} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** Runs a command to its end, gathering what it prints. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      ...options,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 1, output }));
  });
}
