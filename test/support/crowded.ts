/**
 * Goals in time hold on a machine that has nothing else to do. A test run shares its machine, sometimes with others: it
 * prints what was measured, and fails only when that is this many times the goal. `bench/` has the judged figures.
 */
export const CROWDED = 8;
