import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { KpiItem } from '../api/types.js';
import { useKept } from '../api/use-resource.js';
import { keepLanguage, keptLanguage, LocaleProvider } from '../i18n/locale.js';
import { COLUMNS, type Definitions } from '../kpi/catalogue.js';
import { readFeed } from '../live/feed.js';
import { LiveStore } from '../live/store.js';
import { LiveContext } from '../live/use-live.js';
import { choose, followLinks, useRoute } from '../route/route.js';
import { PAGES } from '../pages/pages.js';
import { CityContext } from './city.js';
import { Frame } from './frame.js';
import { useStanding } from './load.js';
import { useFirstKpi } from './use-first-kpi.js';

const NONE: Definitions = new Map();
const PATHS = PAGES.map((page) => page.path);

/** The application: language from the URL or the last visit, one live store, one feed, the city's standing data. */
export function App(): ReactNode {
  const { state } = useRoute();
  const [store] = useState(() => new LiveStore());
  const lang = state.lang ?? keptLanguage();
  useEffect(() => {
    if (state.lang !== null) keepLanguage(state.lang);
  }, [state.lang]);
  useEffect(() => readFeed(store, COLUMNS), [store]);
  useEffect(() => followLinks(PATHS), []);
  return (
    <LocaleProvider lang={lang}>
      <LiveContext value={store}>
        <Standing />
      </LiveContext>
    </LocaleProvider>
  );
}

function Standing(): ReactNode {
  const { state } = useRoute();
  const [reloads, setReloads] = useState(0);
  const standing = useKept(useStanding(reloads));
  const [explained, setExplained] = useState<KpiItem | null>(null);
  const definitions = standing.data?.definitions ?? NONE;
  const first = useFirstKpi(standing.data?.areas ?? [], definitions, state.period);
  const city = useMemo(
    () => ({
      areas: standing.data?.areas ?? [],
      sets: standing.data?.sets ?? [],
      stations: standing.data?.stations ?? [],
      definitions,
      pages: PATHS,
      url: { ...state, kpi: state.kpi ?? first },
      reload: () => setReloads((before) => before + 1),
      choose,
      explain: setExplained,
    }),
    [standing.data, definitions, state, first],
  );
  return (
    <CityContext value={city}>
      <Frame standing={standing} explained={explained} />
    </CityContext>
  );
}
