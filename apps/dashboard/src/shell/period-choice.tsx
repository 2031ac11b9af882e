import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import { WANTED_PERIODS } from '../route/url-state.js';
import { useCity } from './city.js';

/** The period that values are shown at; stays chosen from page to page. */
export function PeriodChoice(): ReactNode {
  const { t } = useLocale();
  const { url, choose } = useCity();
  return (
    <label className="period-choice">
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
  );
}
