import { type ReactNode, useState } from 'react';
import { Modal } from '../dialog/modal.js';
import { formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useLive } from '../live/use-live.js';
import { loadPage, PAGES } from '../pages/pages.js';
import { useHref, useRoute } from '../route/route.js';

/** Links to the pages; area, period and KPI go along. */
export function PageLinks({ onFollow }: { onFollow?: () => void }): ReactNode {
  const { t } = useLocale();
  const { path } = useRoute();
  const href = useHref();
  return PAGES.map((page) => (
    <a
      key={page.path}
      href={href(page.path)}
      aria-current={path === page.path ? 'page' : undefined}
      onPointerEnter={() => void loadPage(page).catch(() => undefined)}
      onClick={onFollow}
    >
      {t(page.title)}
      {page.path === '/canh-bao' && <AlarmCount />}
    </a>
  ));
}

/** Open alarms that nobody has acknowledged. */
function AlarmCount(): ReactNode {
  const { t, lang } = useLocale();
  const n = useLive().openAlarms();
  if (n === 0) return null;
  return (
    <span className="badge" aria-label={t('alarms.open', { n })}>
      {formatNumber(n, lang)}
    </span>
  );
}

/** The pages behind one button, where there is no room for them. */
export function PhoneMenu({ children }: { children: ReactNode }): ReactNode {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <button
        type="button"
        className="icon narrow-only"
        aria-label={t('nav')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className="stroke">
          <path d="M3 5.5h14M3 10h14M3 14.5h14" />
        </svg>
      </button>
      {open && (
        <Modal kind="drawer" title={t('nav')} onClose={close}>
          <nav className="phone-pages" aria-label={t('nav')}>
            <PageLinks onFollow={close} />
          </nav>
          <p className="phone-tools">{children}</p>
        </Modal>
      )}
    </>
  );
}
