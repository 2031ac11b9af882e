import { type ReactNode, useState } from 'react';
import { useRights } from '../../admin/session.js';
import { Segments } from '../../form/segments.js';
import { formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useLive } from '../../live/use-live.js';
import { setOwn, useOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { DeviceDrawer } from './device-drawer.js';
import { DeviceTable } from './device-table.js';
import { countStates, useDeviceRows, wantedRows } from './device-rows.js';
import './devices.css';
import { RegisterDialog } from './register/register-dialog.js';
import { useTexts } from './texts.js';

/** "Thiết bị": which devices send as they should, what became of their readings, and a new one in two minutes. */
export default function DevicesPage(): ReactNode {
  const t = useTexts();
  const { t: word, lang, areaName } = useLocale();
  const mayChange = useRights().may('devices.write');
  const city = useCity();
  const rows = useDeviceRows(useLive(), city);
  const [state, setState] = useOwn('state', '');
  const [family] = useOwn('family', '');
  const [typed] = useOwn('q', '');
  const [open] = useOwn('device', '');
  const [registering, setRegistering] = useState(false);
  const found = wantedRows(rows, { state, family, typed });
  const area = city.areas.find((one) => one.code === city.url.area);
  return (
    <>
      <section className="card" aria-labelledby="devices-title">
        <div className="card-head devices-head">
          <h1 id="devices-title">{word('nav.devices')}</h1>
          <span className="muted grow">{area && areaName(area)}</span>
          <button type="button" className="button primary" onClick={() => setRegistering(true)}>
            + {t('register')}
          </button>
        </div>
        {!mayChange && <p className="muted devices-hint">{t('register.rights')}</p>}
        <div className="devices-filter">
          <Segments
            label={word('dev.state')}
            value={state}
            onChange={setState}
            options={[
              { id: '', text: `${word('dev.total')} ${formatNumber(rows.length, lang)}` },
              ...countStates(rows).map(([id, n]) => ({
                id,
                text: `${word(`state.${id}`)} ${formatNumber(n, lang)}`,
              })),
            ]}
          />
          <FamilyChoice families={[...new Set(rows.map(({ device }) => device.family))].sort()} />
          <input
            type="search"
            className="devices-search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={typed}
            onChange={(event) => setOwn({ q: event.target.value || undefined }, true)}
          />
        </div>
        <DeviceTable rows={found} any={rows.length > 0} />
      </section>
      {open !== '' && <DeviceDrawer key={open} id={open} onClose={() => setOwn({ device: undefined })} />}
      {registering && <RegisterDialog onClose={() => setRegistering(false)} />}
    </>
  );
}

function FamilyChoice({ families }: { families: readonly string[] }): ReactNode {
  const t = useTexts();
  const { t: common, word } = useLocale();
  const [family, setFamily] = useOwn('family', '');
  return (
    <label>
      <span className="hidden">{common('dev.family')}</span>
      <select value={family} onChange={(event) => setFamily(event.target.value)}>
        <option value="">{t('family.all')}</option>
        {families.map((one) => (
          <option key={one} value={one}>
            {word('family', one)}
          </option>
        ))}
      </select>
    </label>
  );
}
