import './live.css';
import type { ReactNode } from 'react';
import { OpenAlarms } from '../../alarms/open-alarms.js';
import { DeviceHealth } from '../../devices/device-health.js';
import { YourData } from '../../devices/your-data.js';
import { useLocale } from '../../i18n/locale.js';
import { LedgerSection } from '../../ledger/ledger-section.js';
import { RejectedList } from '../../ledger/rejected-list.js';
import { MapCard } from '../../map/map-card.js';
import { useRoute } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { useLiveValues } from '../../shell/load.js';
import { useAfterPaint } from '../../shell/use-after-paint.js';
import { Failure } from '../../states/failure.js';
import { KpiTable } from '../../table/kpi-table.js';
import { Ranking } from '../../table/ranking.js';
import { Tiles } from '../../tiles/tiles.js';

/** "Trực tiếp": what the city does now. On a wall (`?wall=1`) one screen of it, larger and without controls. */
export default function LivePage(): ReactNode {
  const { t } = useLocale();
  const city = useCity();
  const { own } = useRoute();
  const live = useLiveValues(city.definitions, city.url.period);
  const wall = own['wall'] === '1';
  const isMoreDue = useAfterPaint(live.data !== null || live.error !== null);
  return (
    <>
      <h1 className="hidden">{t('nav.live')}</h1>
      <Failure resource={live} what={t('table.title')} />
      <div className="screen">
        <Tiles />
        <MapCard wall={wall} />
        <div className="side">
          <OpenAlarms />
          <Ranking />
        </div>
      </div>
      {!wall && isMoreDue && <Below />}
    </>
  );
}

/** What is looked up more than looked at; drawn once the numbers above can be seen. */
function Below(): ReactNode {
  return (
    <>
      <KpiTable />
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
