export { Tally, TallyLine, HOUR_MS } from './tally.js';
export { LedgerViolation, assertBalanced } from './balance.js';
