export type Theme = 'light' | 'dark';

const KEPT = 'nhippho.theme';

/** The theme that was chosen, or null: the system's. */
export function keptTheme(): Theme | null {
  const kept = localStorage.getItem(KEPT);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

export function applyTheme(theme: Theme | null): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function keepTheme(theme: Theme): void {
  localStorage.setItem(KEPT, theme);
  applyTheme(theme);
}

/** The theme in force. */
export function currentTheme(): Theme {
  return keptTheme() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}
