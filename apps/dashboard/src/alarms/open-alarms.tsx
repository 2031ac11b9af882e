import './open-alarms.css';
import type { ReactNode } from 'react';
import type { Alarm } from '../api/types.js';
import { serverNow } from '../api/client.js';
import { formatMoment, formatTime, localDate } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useLive } from '../live/use-live.js';
import { useHref } from '../route/route.js';
import { useCity } from '../shell/city.js';
import { byUrgency } from './urgency.js';

const MOST = 3;
const SHAPE = { critical: '▲', warning: '◆', info: '●' } as const;

/** The alarms that are open now, the worst first; those behind one cause are counted under it. */
export function OpenAlarms(): ReactNode {
  const { t } = useLocale();
  const href = useHref();
  const { pages } = useCity();
  const store = useLive();
  const alarms = [...store.alarms.values()].filter((one) => one.parent === null).sort(byUrgency);
  return (
    <section className="card open-alarms" aria-labelledby="alarms">
      <div className="card-head">
        <h2 id="alarms">{t('alarms.title')}</h2>
        {pages.includes('/canh-bao') && (
          <a href={href('/canh-bao')}>
            {alarms.length > MOST ? t('alarms.all', { n: alarms.length }) : t('nav.alarms')} →
          </a>
        )}
      </div>
      <ul aria-live="polite">
        {alarms.slice(0, MOST).map((alarm) => (
          <Line key={alarm.id} alarm={alarm} />
        ))}
      </ul>
      {alarms.length === 0 && (
        <p className="muted">
          {store.alarmsLoaded ? (
            <>
              <span className="good">✓</span> {t('alarms.none')}
            </>
          ) : (
            t('loading')
          )}
        </p>
      )}
    </section>
  );
}

function Line({ alarm }: { alarm: Alarm }): ReactNode {
  const { t, lang, areaShort } = useLocale();
  const { areas, stations } = useCity();
  const area = areas.find((one) => one.code === alarm.area);
  const station = stations.find((one) => one.id === alarm.station);
  const at = Date.parse(alarm.openedAt);
  const today = localDate(at) === localDate(serverNow());
  const where = [station?.name, area && areaShort(area)].filter((one) => one !== undefined).join(', ');
  const more = [
    where === '' ? alarm.object.id : where,
    ...(alarm.children > 0 ? [t('alarms.children', { n: alarm.children })] : []),
    ...(alarm.state === 'acknowledged' ? [t('alarms.acknowledged')] : []),
  ];
  return (
    <li>
      <span className={`alarm-${alarm.severity}`} title={t(`severity.${alarm.severity}`)}>
        <span aria-hidden="true">{SHAPE[alarm.severity]}</span>
        <span className="hidden">{t(`severity.${alarm.severity}`)}</span>
      </span>
      <span>
        {lang === 'vi' ? alarm.textVi : alarm.textEn}
        <span className="sub">{more.join(' · ')}</span>
      </span>
      <time dateTime={alarm.openedAt}>{today ? formatTime(at, lang) : formatMoment(at, lang)}</time>
    </li>
  );
}
