import { type ReactNode, useSyncExternalStore } from 'react';
import { useLocale } from '../i18n/locale.js';
import { closeToast, toasts } from './toast.js';

/** Where toasts appear; read out by screen readers as they come. */
export function Toasts(): ReactNode {
  const { t } = useLocale();
  const shown = useSyncExternalStore(toasts.subscribe, toasts.current);
  return (
    <div className="toasts" aria-live="polite" role="status">
      {shown.map((one) => (
        <p key={one.id} className={`toast toast-${one.tone}`}>
          <span aria-hidden="true">{one.tone === 'good' ? '✓' : '▲'}</span>
          <span>{one.text}</span>
          <button type="button" className="icon" aria-label={t('close')} onClick={() => closeToast(one.id)}>
            ✕
          </button>
        </p>
      ))}
    </div>
  );
}
