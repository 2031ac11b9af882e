/** Volume of an hour over four times its busiest quarter, 0.25…1; null without traffic or with other than 4. */
export function peakHourFactor(quarters: readonly number[]): number | null {
  const busiest = Math.max(...quarters);
  if (quarters.length !== 4 || !(busiest > 0)) return null;
  return quarters.reduce((a, b) => a + b, 0) / (4 * busiest);
}
