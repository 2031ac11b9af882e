import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DAY_MS, localDate } from '../model/local-time.js';
import type { TruthLine } from './truth-line.js';

/** Where truth goes. `write` returns when the lines are with the operating system. */
export abstract class TruthWriter {
  abstract write(lines: readonly TruthLine[]): void;
}

/** One file for all, or a folder with a file for each local day (`2026-11-23.jsonl`). */
export class TruthFile extends TruthWriter {
  constructor(
    private readonly path: string,
    private readonly layout: 'file' | 'folder',
  ) {
    super();
    mkdirSync(layout === 'folder' ? path : dirname(path), { recursive: true });
  }

  override write(lines: readonly TruthLine[]): void {
    const first = lines[0];
    if (first === undefined) return;
    // An hour never crosses a local midnight, so its lines go into one file.
    const file = this.layout === 'file' ? this.path : join(this.path, `${localDate(first.from)}.jsonl`);
    appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

/** Removes from a truth folder the files of local days that began more than `days` before `now` (epoch ms). */
export function pruneTruth(folder: string, now: number, days: number): void {
  const oldest = `${localDate(now - days * DAY_MS)}.jsonl`;
  for (const name of readdirSync(folder)) {
    // Names are dates, which sort as text.
    if (DAY_FILE.test(name) && name < oldest) rmSync(join(folder, name), { force: true });
  }
}

/** Keeps no truth. */
export class NoTruth extends TruthWriter {
  override write(): void {}
}

/**
 * Reads a truth file or folder. A restart plans an hour again and writes equal lines: of one station, period and start
 * the last one counts.
 */
export function readTruth(path: string): TruthLine[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.jsonl'))
        .toSorted()
        .map((name) => join(path, name))
    : [path];
  const lines = new Map<string, TruthLine>();
  for (const file of files) {
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      if (text === '') continue;
      const line = JSON.parse(text) as TruthLine;
      lines.set(`${line.station}|${line.period}|${line.from}`, line);
    }
  }
  return [...lines.values()];
}
