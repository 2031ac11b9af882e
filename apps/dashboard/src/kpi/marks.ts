import type { Target } from '../api/types.js';
import type { Mark } from '../charts/line-series.js';

/** Lines of targets in a chart: where each begins, its words, and the side that misses it. */
export function marksOf(targets: readonly Target[], textOf: (target: Target) => string): readonly Mark[] {
  return targets.flatMap((target): Mark[] => {
    const text = textOf(target);
    const { lo, hi } = target;
    switch (target.comparator) {
      case 'le':
      case 'lt':
        return hi === undefined ? [] : [{ at: hi, text, bad: 'above' }];
      case 'ge':
      case 'gt':
        return lo === undefined ? [] : [{ at: lo, text, bad: 'below' }];
      case 'between':
        return [
          ...(lo === undefined ? [] : [{ at: lo, text, bad: 'below' as const }]),
          ...(hi === undefined ? [] : [{ at: hi, text: '', bad: null }]),
        ];
    }
  });
}
