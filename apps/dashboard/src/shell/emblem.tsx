import type { ReactNode } from 'react';

/** The pulse. */
export function Emblem(): ReactNode {
  return (
    <svg className="emblem" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
      <path d="M2 17h6l3-6 5 14 5-19 3.4 11H30" />
    </svg>
  );
}
