import { addRow } from '../support/reliability-page.js';
import type { Result } from './experiment.js';

/** Adds a result to the committed ones and makes the page. */
export function publish({ findings, ...result }: Result): void {
  addRow('abuse', {
    points: null,
    stored: null,
    lost: 0,
    deadLettered: null,
    duplicates: null,
    wrong: null,
    recoverySeconds: null,
    ...result,
    findings: findings.length,
  });
}
