import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TruthKpi {
  readonly value: number | null;
  readonly num: number;
  readonly den: number;
  readonly completeness?: number;
  readonly place?: string;
}

/** What the simulator says of one area and period; times are epoch ms. */
export interface TruthAnswer {
  readonly area: string;
  readonly from: number;
  readonly to: number;
  readonly kpis: Readonly<Record<string, TruthKpi>>;
}

const SIMULATOR = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'simulator', 'src', 'main.js');
const run = promisify(execFile);

/** Asks the built simulator, as a process of its own, for its truth of all areas and stations. */
export async function askTruth(
  dataDir: string,
  from: number,
  to: number,
  each: '15min' | 'hour' | 'day',
): Promise<TruthAnswer[]> {
  const span = `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
  const args = [SIMULATOR, '--data', dataDir, '--kpis', span, '--area', 'all', '--each', each];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 256 * 1024 * 1024 });
  return JSON.parse(stdout) as TruthAnswer[];
}

/** Whether the simulator has nothing of the past left to send. */
export function backfillDone(dataDir: string): boolean {
  try {
    const state = JSON.parse(readFileSync(join(dataDir, 'simulator', 'state.json'), 'utf8')) as {
      gaps: unknown[];
    };
    return state.gaps.length === 0;
  } catch {
    return false;
  }
}
