/**
 * Speed limits that vehicles are counted against, km/h: those that signs in Viet Nam show. A segment's
 * `speedLimitKmh` is one of them, and windows hold the vehicles of intervals above each.
 */
export const SPEED_LIMITS_KMH = [30, 40, 50, 60, 70, 80, 90, 100, 120] as const;
