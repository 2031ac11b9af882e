import type { ReactNode } from 'react';
import type { KpiItem } from '../api/types.js';

/** How much data a value rests on, as a short bar. The words beside it say the same. */
export function CompletenessBar({ item }: { item: KpiItem | undefined }): ReactNode {
  const share = item ? Math.max(0, Math.min(1, item.completeness)) : 0;
  return (
    <span className={`bar bar-${item?.quality ?? 'none'}`} aria-hidden="true">
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}
