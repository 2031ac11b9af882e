import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatUrl, type OwnParams, ownParams, parseUrl, type UrlState } from './url-state.js';

/** Where the page is: a path and what the query says. */
interface Route {
  readonly path: string;
  readonly state: UrlState;
  readonly own: Readonly<Record<string, string>>;
}

const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Goes to a link within the application. */
export function navigate(href: string, replace = false): void {
  if (href === `${location.pathname}${location.search}`) return;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  tell();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

/** Path without a slash at its end. */
export function currentPath(): string {
  return location.pathname.replace(/(.)\/$/, '$1');
}

/** The address, drawn again when it changes. Back and forward work. */
export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, currentPath);
  const search = useSyncExternalStore(subscribe, () => location.search);
  return useMemo(() => ({ path, state: parseUrl(search), own: ownParams(search) }), [path, search]);
}

/** Changes what all pages share and keeps the page's own part. */
export function choose(change: Partial<UrlState>): void {
  const { search } = location;
  navigate(`${location.pathname}${formatUrl({ ...parseUrl(search), ...change }, ownParams(search))}`);
}

/** Changes the page's own part and keeps the rest; undefined takes a name out. */
export function setOwn(change: OwnParams, replace = false): void {
  const { search } = location;
  const own = { ...ownParams(search), ...change };
  navigate(`${location.pathname}${formatUrl(parseUrl(search), own)}`, replace);
}

/** One value of the page's own part of the URL, e.g. `const [tab, setTab] = useOwn('tab', 'open')`. */
export function useOwn(name: string, fallback: string): [string, (value: string) => void] {
  const value = useRoute().own[name] ?? fallback;
  const set = useCallback(
    (next: string) => setOwn({ [name]: next === fallback ? undefined : next }),
    [name, fallback],
  );
  return [value, set];
}

/** Makes links to pages that carry the shared choice along: `href('/chi-so', { kpi: 'MOB-05' })`. */
export function useHref(): (path: string, change?: Partial<UrlState>, own?: OwnParams) => string {
  const { state } = useRoute();
  return useCallback((path, change, own) => `${path}${formatUrl({ ...state, ...change }, own)}`, [state]);
}

/** Follows plain presses on links to `paths` without loading the document again; returns how to stop. */
export function followLinks(paths: readonly string[]): () => void {
  const follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target !== '' || link.hasAttribute('download')) return;
    const to = new URL(link.href, location.href);
    if (to.origin !== location.origin || to.hash !== '' || !paths.includes(to.pathname)) return;
    event.preventDefault();
    navigate(`${to.pathname}${to.search}`);
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}
