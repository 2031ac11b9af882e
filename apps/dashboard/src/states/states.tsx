import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';

/** Nothing to show: says why, and what to do about it in `children`. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty-state">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The shape of what comes: as many bars as lines are awaited. */
export function Ghost({ lines = 4, tall = false }: { lines?: number; tall?: boolean }): ReactNode {
  const { t } = useLocale();
  return (
    <div className={tall ? 'ghosts ghosts-tall' : 'ghosts'} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} style={{ width: `${94 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
