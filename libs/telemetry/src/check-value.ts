import type { RejectReason } from '@app/contracts';
import type { MeasureDef } from './measure-def.js';

/** Shorter intervals are held to the limit of this one: a platoon at a green light is no mean hour. */
const SHORTEST_LIMIT_S = 300;

/**
 * Why a value can't be the measure's, or null when it can. Sentinels (-999, 65535 …) and Infinity, which `1e999`
 * parses to, are out of range like any other.
 */
export function valueProblem(def: MeasureDef, value: unknown, seconds: number): RejectReason | null {
  if (def.states !== null && typeof value === 'string')
    return Object.hasOwn(def.states, value) ? null : 'out_of_range';
  if (typeof value !== 'number') return 'wrong_type';
  if (!(value >= def.min && value <= def.max)) return 'out_of_range';
  if (def.states !== null) return Number.isInteger(value) ? null : 'out_of_range';
  if (def.maxPerHour === null) return null;
  return value * 3600 > def.maxPerHour * Math.max(seconds, SHORTEST_LIMIT_S) ? 'out_of_range' : null;
}

/** The number that is stored of a value without a problem. */
export function storedValue(def: MeasureDef, value: unknown): number {
  if (typeof value === 'string') return def.states?.[value] ?? NaN;
  // Adding 0 makes 0 of -0, which would not equal 0 everywhere.
  return Number(value) + 0;
}

/** What is allowed, for a fault's detail. */
export function allowed(def: MeasureDef): string {
  if (def.states !== null) return Object.keys(def.states).join(', ');
  const rate = def.maxPerHour === null ? '' : `, ${def.maxPerHour} an hour`;
  return `${def.min} to ${def.max} ${def.unit}${rate}`;
}
