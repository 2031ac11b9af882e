import { type ReactNode, useMemo, useState } from 'react';
import type { KpiItem } from '../api/types.js';
import { Patterns } from '../charts/patterns.js';
import { DeviceHealth } from '../devices/device-health.js';
import { YourData } from '../devices/your-data.js';
import { useLocale } from '../i18n/locale.js';
import { IndicatorPanel } from '../indicators/indicator-panel.js';
import { WhyDrawer } from '../kpi/why-drawer.js';
import { LedgerSection } from '../ledger/ledger-section.js';
import { RejectedList } from '../ledger/rejected-list.js';
import { MapCard } from '../map/map-card.js';
import { KpiTable } from '../table/kpi-table.js';
import { Ranking } from '../table/ranking.js';
import { Tiles } from '../tiles/tiles.js';
import type { UrlState } from '../url/url-state.js';
import { CityContext, useCity } from './city.js';
import { Failure } from './failure.js';
import { Footer } from './footer.js';
import { Header } from './header.js';
import { useLiveData, useStanding } from './load.js';

/** "Trực tiếp": what the city does now. */
export function LivePage({
  url,
  choose,
}: {
  url: UrlState;
  choose: (change: Partial<UrlState>) => void;
}): ReactNode {
  const { t } = useLocale();
  const standing = useStanding();
  const live = useLiveData(standing.data?.definitions ?? null, url.period);
  const [explained, setExplained] = useState<KpiItem | null>(null);
  const city = useMemo(
    () => ({
      areas: standing.data?.areas ?? [],
      sets: standing.data?.sets ?? [],
      stations: standing.data?.stations ?? [],
      definitions: standing.data?.definitions ?? new Map(),
      url,
      choose,
      explain: setExplained,
    }),
    [standing.data, url, choose],
  );
  return (
    <CityContext value={city}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Patterns />
      <Header />
      <main id="content" tabIndex={-1} aria-busy={standing.data === null}>
        <h1 className="hidden">{t('nav.live')}</h1>
        <Failure resource={standing} what={t('area')} />
        <Failure resource={live} what={t('table.title')} />
        <div className="screen">
          <Tiles />
          <MapCard />
          <Ranking />
        </div>
        <KpiTable />
        <IndicatorPanel />
        <div className="pair">
          <DeviceHealth />
          <YourData />
        </div>
        <div className="pair">
          <LedgerSection />
          <RejectedList />
        </div>
        <SetNote />
      </main>
      <Footer />
      {explained && <WhyDrawer item={explained} onClose={() => setExplained(null)} />}
    </CityContext>
  );
}

/** Says which reporting set is shown and that its districts no longer exist in law. */
function SetNote(): ReactNode {
  const { lang } = useLocale();
  const city = useCity();
  const set = city.sets.find((one) => one.status === 'active');
  if (!set) return null;
  return (
    <p className="note">
      <strong>{lang === 'vi' ? set.nameVi : set.nameEn}.</strong> {lang === 'vi' ? set.noteVi : set.noteEn}
    </p>
  );
}
