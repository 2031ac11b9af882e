import type { MergeRule, WindowLayout } from './window-layout.js';

/**
 * One partial of two rows of one family; `a` is the earlier one. Works over time, and over lanes and devices, where
 * `online_s` then counts device-seconds and `first`/`last` follow the order of the arguments.
 */
export function merge(layout: WindowLayout, a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(layout.fields.length);
  for (let place = 0; place < merged.length; place++)
    merged[place] = mergeField(layout.rules[place] ?? 'sum', a[place] ?? NaN, b[place] ?? NaN);
  return merged;
}

function mergeField(rule: MergeRule, a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  if (Number.isNaN(b)) return a;
  switch (rule) {
    case 'sum':
      return a + b;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
    case 'first':
      return a;
    case 'last':
      return b;
  }
}
