/**
 * Computed values against bounds: what rounding makes of a value that equals the bound (1e-9 relative) is neither above nor
 * below it, so that the order of readings never decides. [DESIGN §2.3] NaN is on no side.
 */
const RELATIVE = 1e-9;

/** True when a value lies above a bound. */
export function isAbove(value: number, bound: number): boolean {
  return value > bound + RELATIVE * Math.abs(bound);
}

/** True when a value lies below a bound. */
export function isBelow(value: number, bound: number): boolean {
  return value < bound - RELATIVE * Math.abs(bound);
}

/** True when a value is not above a bound. */
export function isAtMost(value: number, bound: number): boolean {
  return value <= bound + RELATIVE * Math.abs(bound);
}
