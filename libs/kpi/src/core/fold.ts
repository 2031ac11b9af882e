import { ACTIVE } from './basis.js';
import type { Domain, MethodContext } from './method.js';
import { sumVectors } from './sum.js';

/** What is being folded: a period, as of `now`; epoch ms. */
export interface FoldSpan {
  readonly level: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/**
 * A station's vector of a longer period from those of its child periods, in time order; null stands for a child that
 * has none. Everything adds up (insufficient children too), except that a station is active when it was at any time.
 * `before`: the hours before a day that its domain looks back on.
 */
export function foldTime(
  domain: Domain,
  children: readonly (Float64Array | null)[],
  span: FoldSpan,
  context: MethodContext,
  before: readonly (Float64Array | null)[] = [],
): Float64Array | null {
  const there = children.filter((child) => child !== null);
  if (there.length === 0) return null;
  const vector = sumVectors(there, domain.components.length);
  vector[ACTIVE] = there.some((child) => child[ACTIVE] === 1) ? 1 : 0;
  if (span.level === 'day') {
    const { from, to, now } = span;
    domain.closeDay?.(vector, { from, to, now, hours: children, before }, context);
  }
  return vector;
}
