import { ACTIVE } from './basis.js';
import type { Domain, MethodContext } from './method.js';
import { sumVectors } from './sum.js';

/**
 * A station's vector of a longer period from those of its child periods, in time order. Everything adds up
 * (insufficient children too), except that a station is active when it was at any time.
 */
export function foldTime(
  domain: Domain,
  children: readonly Float64Array[],
  span: { level: 'day' | 'week' | 'month' | 'quarter' | 'year'; from: number; to: number; now: number },
  context: MethodContext,
): Float64Array | null {
  if (children.length === 0) return null;
  const vector = sumVectors(children, domain.components.length);
  vector[ACTIVE] = children.some((child) => child[ACTIVE] === 1) ? 1 : 0;
  if (span.level === 'day') domain.closeDay?.(vector, children, span, context);
  return vector;
}
