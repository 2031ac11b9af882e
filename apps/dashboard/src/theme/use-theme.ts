import { useSyncExternalStore } from 'react';
import { currentTheme, onTheme, type Theme } from './theme.js';

/** The theme in force; the component draws again when it changes. For what CSS can't reach. */
export function useTheme(): Theme {
  return useSyncExternalStore(onTheme, currentTheme);
}
