import type { ReactNode } from 'react';
import { DeviceHealth } from '../../devices/device-health.js';
import { YourData } from '../../devices/your-data.js';
import { useLocale } from '../../i18n/locale.js';
import { IndicatorPanel } from '../../indicators/indicator-panel.js';
import { LedgerSection } from '../../ledger/ledger-section.js';
import { RejectedList } from '../../ledger/rejected-list.js';
import { MapCard } from '../../map/map-card.js';
import { useCity } from '../../shell/city.js';
import { useLiveValues } from '../../shell/load.js';
import { Failure } from '../../states/failure.js';
import { KpiTable } from '../../table/kpi-table.js';
import { Ranking } from '../../table/ranking.js';
import { Tiles } from '../../tiles/tiles.js';

/** "Trực tiếp": what the city does now. */
export default function LivePage(): ReactNode {
  const { t } = useLocale();
  const city = useCity();
  const live = useLiveValues(city.definitions, city.url.period);
  return (
    <>
      <h1 className="hidden">{t('nav.live')}</h1>
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
    </>
  );
}
