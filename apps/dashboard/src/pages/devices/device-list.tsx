import type { ReactNode } from 'react';
import { Segments } from '../../form/segments.js';
import { formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useLive } from '../../live/use-live.js';
import { setOwn, useOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { countStates, useDeviceRows, wantedRows } from './device-rows.js';
import { DeviceTable } from './device-table.js';
import { useTexts } from './texts.js';

/** The devices of the chosen area, filtered by state, kind and what is typed. */
export function DeviceList(): ReactNode {
  const t = useTexts();
  const { t: word, lang } = useLocale();
  const rows = useDeviceRows(useLive(), useCity());
  const [state, setState] = useOwn('state', '');
  const [family] = useOwn('family', '');
  const [typed] = useOwn('q', '');
  return (
    <>
      <div className="devices-filter">
        <Segments
          label={word('dev.state')}
          value={state}
          onChange={setState}
          options={[
            { id: '', text: `${word('dev.total')} ${formatNumber(rows.length, lang)}` },
            ...countStates(rows).map(([id, n]) => ({
              id,
              text: `${id === 'quarantined' ? t('quarantined') : word(`state.${id}`)} ${formatNumber(n, lang)}`,
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
      <DeviceTable rows={wantedRows(rows, { state, family, typed })} any={rows.length > 0} />
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
