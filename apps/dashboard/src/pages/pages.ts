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
  /** Whether it shows the newest values of the table's KPIs, so that they can be read before its code is there. */
  readonly showsValues?: boolean;
}

/** The pages in the order of the navigation. Each is loaded when it is first gone to. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', title: 'nav.live', load: () => import('./live/live-page.js'), showsValues: true },
  { path: '/chi-so', title: 'nav.kpi', load: () => import('./kpi/kpi-page.js') },
  {
    path: '/doi-chieu',
    title: 'nav.compare',
    load: () => import('./compare/compare-page.js'),
    showsValues: true,
  },
  { path: '/truy-van', title: 'nav.explore', load: () => import('./explore/explore-page.js') },
  { path: '/thiet-bi', title: 'nav.devices', load: () => import('./devices/devices-page.js') },
  { path: '/canh-bao', title: 'nav.alarms', load: () => import('./alarms/alarms-page.js') },
  { path: '/tu-choi', title: 'nav.rejected', load: () => import('./rejected/rejected-page.js') },
  { path: '/bao-cao', title: 'nav.reports', load: () => import('./reports/reports-page.js') },
  { path: '/quan-tri', title: 'nav.admin', load: () => import('./admin/admin-page.js') },
];

const loading = new Map<string, Promise<PageModule>>();
const loaded = new Map<string, ComponentType>();

/** Begins to load a page's code; the second call waits for the first. A failure is forgotten, so that one can try again. */
export function loadPage(page: PageEntry): Promise<PageModule> {
  const known = loading.get(page.path);
  if (known) return known;
  const started = page.load().then((module) => {
    loaded.set(page.path, module.default);
    return module;
  });
  loading.set(page.path, started);
  started.catch(() => loading.delete(page.path));
  return started;
}

export function pageAt(path: string): PageEntry | undefined {
  return PAGES.find((page) => page.path === path);
}

const waiting: ReadonlyMap<string, ComponentType> = new Map(
  PAGES.map((page) => [page.path, lazy(() => loadPage(page))]),
);

/** A page to draw: itself when its code is there, else one that waits for it. */
export function componentAt(path: string): ComponentType | undefined {
  return loaded.get(path) ?? waiting.get(path);
}
