import type { ReactNode } from 'react';
import type { Severity } from './alarm-types.js';
import { useTexts } from './texts.js';

const SHAPES: Readonly<Record<Severity, string>> = {
  critical: 'M0 -4.6L4.4 3.4H-4.4Z',
  warning: 'M0 -4.4L4.4 0L0 4.4L-4.4 0Z',
  info: 'M0 -3.6A3.6 3.6 0 1 1 0 3.6A3.6 3.6 0 1 1 0 -3.6Z',
};

/** How bad it is, by shape, colour and word. */
export function SeverityMark({ severity }: { severity: Severity }): ReactNode {
  const t = useTexts();
  return (
    <span className={`alarms-severity alarms-${severity}`}>
      <svg viewBox="-5 -5 10 10" width="12" height="12" aria-hidden="true">
        <path d={SHAPES[severity]} />
      </svg>
      {t(`severity.${severity}`)}
    </span>
  );
}
