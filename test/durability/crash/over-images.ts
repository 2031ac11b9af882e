import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameOf } from '../experiments/experiment.js';
import type { Crash } from './crash-points.js';
import { writeImage } from './write-image.js';

/** What images have lost: how many acknowledged things, and a line for everything that is not as it must be. */
export interface Losses {
  readonly findings: readonly string[];
  readonly lost: number;
}

/** Writes the image of each crash into a folder and has it checked; `check` says what is missing, an error is a finding too. */
export async function overImages(
  crashes: Iterable<Crash>,
  check: (folder: string, crash: Crash) => Promise<readonly string[]>,
): Promise<Losses> {
  const folder = mkdtempSync(join(tmpdir(), 'nhippho-image-'));
  const findings: string[] = [];
  let lost = 0;
  try {
    for (const crash of crashes) {
      await writeImage(folder, crash.found);
      try {
        const missing = await check(folder, crash);
        lost += missing.length;
        if (missing.length > 0) findings.push(`${nameOf(crash)}: ${missing.slice(0, 5).join(', ')}`);
      } catch (error) {
        findings.push(`${nameOf(crash)}: ${String(error)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { findings, lost };
}
