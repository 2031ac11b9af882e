import { type ReactNode, useState } from 'react';
import { useMayIn } from '../../admin/places.js';
import { useRights } from '../../admin/session.js';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { setOwn, useOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Empty } from '../../states/states.js';
import { ClaimBatches } from './claims/claim-batches.js';
import { ClaimDialog } from './claims/claim-dialog.js';
import { DeviceDrawer } from './device-drawer.js';
import { DeviceList } from './device-list.js';
import './devices.css';
import { Gateways } from './gateways/gateways.js';
import { RegisterDialog } from './register/register-dialog.js';
import { useTexts } from './texts.js';

/** The parts of the page; what concerns the whole province is for those who may act there. */
const TABS = [
  { id: 'list', part: DeviceList },
  { id: 'claims', part: ClaimBatches },
  { id: 'gateways', part: Gateways },
] as const;

/** "Thiết bị": which devices send as they should, what became of their readings, and a new one in two minutes. */
export default function DevicesPage(): ReactNode {
  const t = useTexts();
  const { t: word, areaName } = useLocale();
  const { may, session } = useRights();
  const mayChange = may('devices.write');
  const mayEverywhere = useMayIn()('devices.write', null);
  const city = useCity();
  const [chosen, setTab] = useOwn('tab', 'list');
  const [open] = useOwn('device', '');
  const [adding, setAdding] = useState<'register' | 'claim' | null>(null);
  const offered = TABS.filter(({ id }) => id === 'list' || (id === 'claims' ? mayChange : mayEverywhere));
  const tab = TABS.find(({ id }) => id === chosen) ?? TABS[0];
  const area = city.areas.find((one) => one.code === city.url.area);
  const close = (): void => setAdding(null);
  return (
    <>
      <section className="card" aria-labelledby="devices-title">
        <div className="card-head devices-head">
          <h1 id="devices-title">{word('nav.devices')}</h1>
          <span className="muted grow">{area && areaName(area)}</span>
          <button type="button" className="button" onClick={() => setAdding('claim')}>
            {t('claim')}
          </button>
          <button type="button" className="button primary" onClick={() => setAdding('register')}>
            + {t('register')}
          </button>
        </div>
        {!mayChange && <p className="muted devices-hint">{t('register.rights')}</p>}
        {offered.length > 1 && (
          <div className="devices-tabs">
            <Segments
              label={t('tabs')}
              value={tab.id}
              onChange={setTab}
              options={offered.map(({ id }) => ({ id, text: t(`tab.${id}`) }))}
            />
          </div>
        )}
        {offered.includes(tab) ? (
          <tab.part />
        ) : (
          session && (
            <Empty title={t('tab.closed')}>
              <p>{t('tab.closed.do')}</p>
            </Empty>
          )
        )}
      </section>
      {open !== '' && <DeviceDrawer key={open} id={open} onClose={() => setOwn({ device: undefined })} />}
      {adding === 'register' && <RegisterDialog onClose={close} />}
      {adding === 'claim' && <ClaimDialog onClose={close} />}
    </>
  );
}
