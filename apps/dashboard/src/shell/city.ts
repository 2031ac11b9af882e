import { createContext, useContext } from 'react';
import type { Area, KpiItem, Period, ReportingSet, Station } from '../api/types.js';
import { type Definitions, definitionOf, periodFor } from '../kpi/catalogue.js';
import type { UrlState } from '../route/url-state.js';

/** What the parts of the page share: the city's standing data, the choice in the URL, and how to change it. */
export interface City {
  readonly areas: readonly Area[];
  readonly sets: readonly ReportingSet[];
  readonly stations: readonly Station[];
  readonly definitions: Definitions;
  /** Paths of the pages that there are. */
  readonly pages: readonly string[];
  /** The choice in the URL; a KPI that nobody has chosen is the first one that says something. */
  readonly url: UrlState & { readonly kpi: string };
  /** Reads areas, stations and definitions again, after something was registered. */
  readonly reload: () => void;
  readonly choose: (change: Partial<UrlState>) => void;
  /** Opens "Vì sao có con số này?"; null closes it. */
  readonly explain: (item: KpiItem | null) => void;
}

export const CityContext = createContext<City | null>(null);

export function useCity(): City {
  const city = useContext(CityContext);
  if (!city) throw new Error('used outside of the page');
  return city;
}

/** Period that a KPI is shown at under the chosen one. */
export function shownPeriod(city: City, kpi: string): Period {
  return periodFor(definitionOf(city.definitions, kpi), city.url.period);
}
