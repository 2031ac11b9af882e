import { addRow } from '../support/reliability-page.js';
import type { Result } from './experiments/experiment.js';

/** Adds a result to the committed ones and makes the page. */
export function publish({ findings, ...result }: Result): void {
  addRow('durability', {
    ...result,
    stored: null,
    deadLettered: null,
    duplicates: null,
    wrong: null,
    recoverySeconds: null,
    peakMb: null,
    findings: findings.length,
  });
}
