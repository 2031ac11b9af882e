import { useCallback, useEffect, useState } from 'react';
import { formatUrl, parseUrl, type UrlState } from './url-state.js';

/** The state in the address bar, and how to change part of it. Back and forward work. */
export function useUrlState(): [UrlState, (change: Partial<UrlState>) => void] {
  const [state, setState] = useState(() => parseUrl(location.search));
  useEffect(() => {
    const read = (): void => setState(parseUrl(location.search));
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const change = useCallback((part: Partial<UrlState>): void => {
    const next = { ...parseUrl(location.search), ...part };
    history.pushState(null, '', `${location.pathname}${formatUrl(next)}${location.hash}`);
    setState(next);
  }, []);
  return [state, change];
}
