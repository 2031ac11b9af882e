import type { ReactNode } from 'react';
import { serverNow } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { healthOf } from '../../../devices/health.js';
import { StateMark } from '../../../devices/state-mark.js';
import { formatAge, formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useNow } from '../../../live/use-live.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';

/** What a device is and how fresh its data is. */
export function DeviceFacts({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const { t: common, lang, areaShort, word } = useLocale();
  const { stations, areas } = useCity();
  useNow(1000);
  const station = stations.find((one) => one.id === device.station);
  const area = areas.find((one) => one.code === station?.area);
  const seen = device.lastSeen === null ? null : Date.parse(device.lastSeen);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [common('dev.state'), <StateMark key="state" state={healthOf(device)} />],
    [
      t('seen'),
      seen === null
        ? common('dev.neverSeen')
        : `${formatMoment(seen, lang)} · ${common('ago', { age: formatAge(serverNow() - seen, lang) })}`,
    ],
    [t('cadence'), `${formatNumber(device.cadence, lang)} s`],
    [common('dev.station'), station?.name ?? device.station],
    [common('area'), area ? areaShort(area) : t('area.none')],
    [common('dev.family'), `${word('family', device.family)} · ${device.profile}`],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {t(`state.${healthOf(device)}.means`, { cadence: formatNumber(device.cadence, lang) })}
      </p>
    </>
  );
}
