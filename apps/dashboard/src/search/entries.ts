import type { Locale } from '../i18n/locale.js';
import { PAGES } from '../pages/pages.js';
import type { City } from '../shell/city.js';
import type { UrlState } from '../route/url-state.js';

/** Something that the search leads to. */
export interface Entry {
  readonly key: string;
  readonly kind: 'page' | 'area' | 'kpi' | 'station';
  readonly name: string;
  /** Said after the name; searched too. */
  readonly more: string;
  readonly href: string;
}

type Href = (path: string, change?: Partial<UrlState>, own?: Record<string, string>) => string;

/** All that can be searched: pages, areas, KPIs and stations. */
export function entriesOf(city: City, locale: Locale, href: Href, path: string): readonly Entry[] {
  const has = (page: string): boolean => PAGES.some((one) => one.path === page);
  const kpiPage = has('/chi-so') ? '/chi-so' : '/';
  const devicePage = has('/thiet-bi') ? '/thiet-bi' : null;
  return [
    ...PAGES.map((page) => ({
      key: page.path,
      kind: 'page' as const,
      name: locale.t(page.title),
      more: '',
      href: href(page.path),
    })),
    ...city.areas.map((area) => ({
      key: `area ${area.code}`,
      kind: 'area' as const,
      name: locale.areaName(area),
      more: area.code,
      href: href(path, { area: area.code }),
    })),
    ...[...city.definitions.values()].map((one) => ({
      key: `kpi ${one.id}`,
      kind: 'kpi' as const,
      name: locale.name(one.names),
      more: one.id,
      href: href(kpiPage, { kpi: one.id }),
    })),
    ...city.stations.map((station) => ({
      key: `station ${station.id}`,
      kind: 'station' as const,
      name: station.name,
      more: station.id,
      href:
        devicePage === null
          ? href('/', { area: station.area ?? '74' })
          : href(devicePage, {}, { q: station.id }),
    })),
  ];
}
