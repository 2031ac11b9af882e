import { type ReactNode, useEffect, useState } from 'react';
import { keepLanguage, keptLanguage, LocaleProvider } from '../i18n/locale.js';
import { readFeed } from '../live/feed.js';
import { LiveStore } from '../live/store.js';
import { LiveContext } from '../live/use-live.js';
import { COLUMNS } from '../kpi/catalogue.js';
import { useUrlState } from '../url/use-url-state.js';
import { LivePage } from './live-page.js';

/** The page: language from the URL or the last visit, one live store, one feed. */
export function App(): ReactNode {
  const [url, choose] = useUrlState();
  const [store] = useState(() => new LiveStore());
  const lang = url.lang ?? keptLanguage();
  useEffect(() => {
    if (url.lang !== null) keepLanguage(url.lang);
  }, [url.lang]);
  useEffect(() => readFeed(store, COLUMNS), [store]);
  return (
    <LocaleProvider lang={lang}>
      <LiveContext value={store}>
        <LivePage url={url} choose={choose} />
      </LiveContext>
    </LocaleProvider>
  );
}
