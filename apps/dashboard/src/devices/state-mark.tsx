import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import type { Health } from './health.js';

/** A device's state as a mark and a word. */
export function StateMark({ state }: { state: Health }): ReactNode {
  const { t } = useLocale();
  return (
    <span className={`state-mark state-${state}`}>
      <svg viewBox="-5 -5 10 10" width="10" height="10" aria-hidden="true">
        <circle r={3.4} className={`dot dot-${state}`} />
      </svg>
      {t(`state.${state}`)}
    </span>
  );
}
