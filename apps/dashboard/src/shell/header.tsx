import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Account } from '../admin/account.js';
import { serverNow } from '../api/client.js';
import { formatDate, formatTime, formatWeekday } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useNow } from '../live/use-live.js';
import { useHref } from '../route/route.js';
import { ThemeToggle } from '../theme/theme-toggle.js';
import { useCity } from './city.js';
import { Emblem } from './emblem.js';
import { PageLinks, PhoneMenu } from './nav.js';

const Palette = lazy(() => import('../search/palette.js'));

/** Name, pages, the chosen area, local time, search, language, theme and sign-in; on a wall the name, area and time. */
export function Header({ wall }: { wall: boolean }): ReactNode {
  const { t } = useLocale();
  const href = useHref();
  if (wall)
    return (
      <header className="top">
        <span className="brand">
          <Emblem />
          <span>Nhịp Phố</span>
        </span>
        <ChosenArea />
        <Clock />
      </header>
    );
  return (
    <header className="top">
      <a className="brand" href={href('/')} aria-label={t('title')}>
        <Emblem />
        <span>Nhịp Phố</span>
      </a>
      <nav className="pages" aria-label={t('nav')}>
        <PageLinks />
      </nav>
      <AreaChoice />
      <Clock />
      <Search />
      <span className="wide-only">
        <Language />
      </span>
      <span className="wide-only">
        <ThemeToggle />
      </span>
      <Account />
      <PhoneMenu>
        <Language />
        <ThemeToggle />
      </PhoneMenu>
    </header>
  );
}

function ChosenArea(): ReactNode {
  const { areaName } = useLocale();
  const { areas, url } = useCity();
  const area = areas.find((one) => one.code === url.area);
  return <strong className="wall-area">{area ? areaName(area) : ''}</strong>;
}

function AreaChoice(): ReactNode {
  const { t, areaName } = useLocale();
  const { areas, url, choose } = useCity();
  return (
    <label className="area-choice">
      <span className="hidden">{t('area')}</span>
      <select value={url.area} onChange={(event) => choose({ area: event.target.value })}>
        {!areas.some((area) => area.code === url.area) && <option value={url.area}>{url.area}</option>}
        {areas.map((area) => (
          <option key={area.code} value={area.code}>
            {areaName(area)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Language(): ReactNode {
  const { t, lang } = useLocale();
  const { choose } = useCity();
  return (
    <span className="language" role="group" aria-label={t('language')}>
      <button
        type="button"
        lang="vi"
        title="Tiếng Việt"
        aria-pressed={lang === 'vi'}
        onClick={() => choose({ lang: 'vi' })}
      >
        VI
      </button>
      <span aria-hidden="true">·</span>
      <button
        type="button"
        lang="en"
        title="English"
        aria-pressed={lang === 'en'}
        onClick={() => choose({ lang: 'en' })}
      >
        EN
      </button>
    </span>
  );
}

/** Opens the search: by its button, by `/`, or by Ctrl-K. */
function Search(): ReactNode {
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const ctrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!slash && !ctrlK) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className="icon"
        aria-label={t('search')}
        title={`${t('search')} ( / )`}
        aria-keyshortcuts="/ Control+K"
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className="stroke">
          <circle cx="8.5" cy="8.5" r="5" />
          <path d="M12.5 12.5L17 17" />
        </svg>
      </button>
      {open && (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Clock(): ReactNode {
  const { lang } = useLocale();
  useNow(5000);
  const now = serverNow();
  return (
    <time className="clock" dateTime={new Date(now).toISOString()}>
      <span className="weekday">{formatWeekday(now, lang)}, </span>
      {formatDate(now, lang)} · {formatTime(now, lang)}
    </time>
  );
}
