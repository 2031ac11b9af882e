import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorder } from './recorder/recorder.js';
import { readTrace, type TraceEvent } from './trace/events.js';

const ROOT = join(import.meta.dirname, '..', '..');
const HOOKS = './libs/testing/src/typescript-hooks.mjs';

/** A line that a recorded child printed, and how many events had happened before it did. */
export interface Printed {
  readonly line: string;
  readonly at: number;
}

/**
 * Runs a program of ours under the recorder on an empty folder, which is its first argument, until it ends or has printed
 * `killAfter` lines, and returns what it did to the folder.
 */
export async function recordChild(
  recorder: Recorder,
  program: string,
  args: (folder: string) => readonly string[],
  killAfter = Infinity,
): Promise<{ events: TraceEvent[]; printed: Printed[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-recorded-'));
  const root = join(folder, 'data');
  const trace = join(folder, 'trace');
  mkdirSync(root);
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, ['--import', HOOKS, program, ...args(root)], {
        cwd: ROOT,
        env: { ...process.env, ...recorder.env({ root, trace }) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [errors, lines] = ['', 0];
      child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
      child.stdout.on('data', (bytes: Buffer) => {
        lines += bytes.toString('latin1').split('\n').length - 1;
        if (lines >= killAfter) child.kill('SIGKILL');
      });
      child.on('close', (code, signal) =>
        code === 0 || signal === 'SIGKILL' ? resolve() : reject(new Error(errors)),
      );
    });
    const events = readTrace(trace);
    return { events, printed: printedIn(events) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printedIn(events: readonly TraceEvent[]): Printed[] {
  return events.flatMap((event, at) =>
    event.kind === 'printed'
      ? event.bytes
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => ({ line, at }))
      : [],
  );
}
