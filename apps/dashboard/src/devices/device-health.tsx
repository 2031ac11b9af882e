import type { ReactNode } from 'react';
import { serverNow } from '../api/client.js';
import type { Device, DeviceState } from '../api/types.js';
import { CsvButton } from '../charts/csv-button.js';
import { formatAge, formatMoment, formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useLive, useNow } from '../live/use-live.js';
import { useCity } from '../shell/city.js';
import { STATES } from './freshness.js';

const WORST = 8;
const URGENCY: readonly DeviceState[] = ['silent', 'late', 'never', 'live'];

/** Devices by family and state, and those that need a look first. Freshness is judged from data alone. */
export function DeviceHealth(): ReactNode {
  const { t, lang, word } = useLocale();
  const { stations } = useCity();
  const store = useLive();
  useNow(1000);
  const now = serverNow();
  const devices = [...store.devices.values()].filter((device) => device.active);
  const families = [...new Set(devices.map((device) => device.family))].sort();
  const count = (state: DeviceState, family?: string): number =>
    devices.filter((d) => d.state === state && (family === undefined || d.family === family)).length;
  const worst = devices
    .filter((d) => d.state === 'silent' || d.state === 'late' || (d.state === 'never' && d.id !== 'demo'))
    .sort(
      (a, b) =>
        URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
        (a.lastSeen ?? '').localeCompare(b.lastSeen ?? ''),
    );
  const stationName = (id: string): string => stations.find((station) => station.id === id)?.name ?? id;
  const seenText = (d: Device): string =>
    d.lastSeen === null
      ? t('dev.neverSeen')
      : `${formatMoment(Date.parse(d.lastSeen), lang)} · ${t('ago', { age: formatAge(now - Date.parse(d.lastSeen), lang) })}`;
  return (
    <section className="card" aria-labelledby="devices">
      <div className="card-head">
        <h2 id="devices">{t('dev.title')}</h2>
        <CsvButton
          file="thiet-bi"
          table={() => ({
            header: [t('dev.device'), t('dev.station'), t('dev.family'), t('dev.state'), t('dev.seen')],
            rows: devices.map((d) => [d.id, stationName(d.station), d.family, d.state, d.lastSeen]),
          })}
        />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('dev.family')}</th>
            {STATES.map((state) => (
              <th key={state} scope="col" className="num">
                {t(`state.${state}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <tr key={family}>
              <th scope="row">{word('family', family)}</th>
              {STATES.map((state) => (
                <Count key={state} state={state} n={count(state, family)} />
              ))}
            </tr>
          ))}
          <tr className="total">
            <th scope="row">{t('dev.total')}</th>
            {STATES.map((state) => (
              <Count key={state} state={state} n={count(state)} />
            ))}
          </tr>
        </tbody>
      </table>
      <h3>{t('dev.worst')}</h3>
      {worst.length === 0 ? (
        <p className="empty">{devices.length > 0 ? t('dev.none') : t('loading')}</p>
      ) : (
        <ul className="worst">
          {worst.slice(0, WORST).map((d) => (
            <li key={d.id}>
              <svg viewBox="-5 -5 10 10" width="10" height="10" aria-hidden="true">
                <circle r={3.4} className={`dot dot-${d.state}`} />
              </svg>
              <span>
                {d.id} <span className="muted">{stationName(d.station)}</span>
              </span>
              <span className="sub">
                {t(`state.${d.state}`)} · {seenText(d)}
              </span>
            </li>
          ))}
          {worst.length > WORST && (
            <li className="muted more">+ {formatNumber(worst.length - WORST, lang)}</li>
          )}
        </ul>
      )}
    </section>
  );
}

function Count({ state, n }: { state: DeviceState; n: number }): ReactNode {
  const { lang } = useLocale();
  const tone = n === 0 ? 'muted' : { live: 'good', late: 'attention', silent: 'bad', never: 'muted' }[state];
  return <td className={`num ${tone}`}>{formatNumber(n, lang)}</td>;
}
