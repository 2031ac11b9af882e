import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ReliabilityRow, RESULT_FILES, writeReliabilityPage } from '../support/reliability-page.js';
import type { Result } from './experiments/experiment.js';

/** Adds a result to the committed ones, in the place of the same experiment's in the same form, and makes the page. */
export function publish({ findings, ...result }: Result): void {
  const file = RESULT_FILES.durability;
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReliabilityRow[]) : [];
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const row: ReliabilityRow = {
    ...result,
    suite: 'durability',
    stored: null,
    deadLettered: null,
    duplicates: null,
    wrong: null,
    recoverySeconds: null,
    peakMb: null,
    findings: findings.length,
    when: `${new Date().toISOString().slice(0, 10)} at ${commit}`,
  };
  const rows = new Map(earlier.map((one) => [`${one.experiment} ${one.form}`, one]));
  rows.set(`${row.experiment} ${row.form}`, row);
  writeFileSync(file, `${JSON.stringify([...rows.values()], null, 2)}\n`);
  writeReliabilityPage();
}
