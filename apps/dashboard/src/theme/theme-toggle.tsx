import { type ReactNode, useState } from 'react';
import { useLocale } from '../i18n/locale.js';
import { currentTheme, keepTheme } from './theme.js';

/** Switches between the light and the dark theme; the choice is kept. */
export function ThemeToggle(): ReactNode {
  const { t } = useLocale();
  const [theme, setTheme] = useState(currentTheme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const label = other === 'dark' ? t('theme.toDark') : t('theme.toLight');
  return (
    <button
      type="button"
      className="icon"
      aria-label={label}
      title={label}
      onClick={() => {
        keepTheme(other);
        setTheme(other);
      }}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="1.8" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
    </button>
  );
}
