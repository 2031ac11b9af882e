import type { ReactNode } from 'react';
import { serverNow } from '../api/client.js';
import { formatLongDate, formatTime } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useNow } from '../live/use-live.js';
import { ThemeToggle } from '../theme/theme-toggle.js';
import { WANTED_PERIODS } from '../url/url-state.js';
import { useCity } from './city.js';
import { Emblem } from './emblem.js';

/** Name, what is chosen, local time, language and theme. */
export function Header(): ReactNode {
  const { t, lang, areaName } = useLocale();
  const { areas, url, choose } = useCity();
  return (
    <header className="top">
      <a className="brand" href="/" aria-label={t('title')}>
        <Emblem />
        <span>Nhịp Phố</span>
      </a>
      <nav aria-label="Nhịp Phố">
        <a aria-current="page" href="/">
          {t('nav.live')}
        </a>
        <a href="/api/docs">{t('nav.docs')}</a>
      </nav>
      <div className="choices">
        <label>
          <span className="hidden">{t('area')}</span>
          <select value={url.area} onChange={(event) => choose({ area: event.target.value })}>
            {areas.length === 0 && <option value={url.area}>…</option>}
            {areas.map((area) => (
              <option key={area.code} value={area.code}>
                {areaName(area)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="hidden">{t('period')}</span>
          <select
            value={url.period}
            onChange={(event) =>
              choose({ period: WANTED_PERIODS.find((one) => one === event.target.value) ?? 'live' })
            }
          >
            {WANTED_PERIODS.map((period) => (
              <option key={period} value={period}>
                {t('period')}: {t(`period.${period}`).toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Clock />
      <div className="language" role="group" aria-label={t('language')}>
        <button type="button" lang="vi" aria-pressed={lang === 'vi'} onClick={() => choose({ lang: 'vi' })}>
          VI
        </button>
        <span aria-hidden="true">·</span>
        <button type="button" lang="en" aria-pressed={lang === 'en'} onClick={() => choose({ lang: 'en' })}>
          EN
        </button>
      </div>
      <ThemeToggle />
    </header>
  );
}

function Clock(): ReactNode {
  const { lang } = useLocale();
  useNow(5000);
  const now = serverNow();
  return (
    <time className="clock" dateTime={new Date(now).toISOString()}>
      {formatLongDate(now, lang)} · {formatTime(now, lang)}
    </time>
  );
}
