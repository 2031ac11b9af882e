import type { ReactNode } from 'react';

/** Hatchings that charts and the map draw little data with; once a page. */
export function Patterns(): ReactNode {
  return (
    <svg width="0" height="0" className="hidden" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" className="hatch-bed" />
          <rect width="3" height="8" className="hatch-line" />
        </pattern>
        <pattern
          id="hatch-over"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2.5" height="8" className="hatch-over" />
        </pattern>
        <pattern
          id="hatch-thin"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1.4" height="4" className="hatch-thin" />
        </pattern>
      </defs>
    </svg>
  );
}
