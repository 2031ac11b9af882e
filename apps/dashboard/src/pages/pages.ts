import { type ComponentType, lazy } from 'react';
import type { TextKey } from '../i18n/locale.js';

interface PageModule {
  readonly default: ComponentType;
}

export interface PageEntry {
  readonly path: string;
  /** Key of its name in the navigation, in the common texts. */
  readonly title: TextKey;
  readonly load: () => Promise<PageModule>;
}

/** The pages in the order of the navigation. Each is loaded when it is first gone to. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', title: 'nav.live', load: () => import('./live/live-page.js') },
  { path: '/chi-so', title: 'nav.kpi', load: () => import('./kpi/kpi-page.js') },
];

const started = new Map<string, Promise<PageModule>>();

/** Begins to load a page's code; the second call waits for the first. A failure is forgotten, so that one can try again. */
export function loadPage(page: PageEntry): Promise<PageModule> {
  const known = started.get(page.path);
  if (known) return known;
  const loading = page.load();
  started.set(page.path, loading);
  loading.catch(() => started.delete(page.path));
  return loading;
}

export function pageAt(path: string): PageEntry | undefined {
  return PAGES.find((page) => page.path === path);
}

export const COMPONENTS: ReadonlyMap<string, ComponentType> = new Map(
  PAGES.map((page) => [page.path, lazy(() => loadPage(page))]),
);
