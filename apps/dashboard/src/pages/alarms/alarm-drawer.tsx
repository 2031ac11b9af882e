import { type ReactNode, useState } from 'react';
import { useRights } from '../../admin/session.js';
import { getJson } from '../../api/client.js';
import { useResource } from '../../api/use-resource.js';
import { Modal } from '../../dialog/modal.js';
import { formatMoment, formatShort, unitText } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useHref } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Failure } from '../../states/failure.js';
import { Ghost } from '../../states/states.js';
import { textOf } from './alarm-list.js';
import type { AlarmWithHistory } from './alarm-types.js';
import { Children } from './children.js';
import { Handling } from './handling.js';
import { SeverityMark } from './severity-mark.js';
import { useTexts } from './texts.js';

/** One alarm: what, where, since when, what happened to it, and what to do. */
export function AlarmDrawer({
  id,
  onClose,
  onChanged,
}: {
  id: string;
  onClose: () => void;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const locale = useLocale();
  const mayChange = useRights().may('alarms.handle');
  const [changes, setChanges] = useState(0);
  const found = useResource(
    `alarm|${id}|${changes}`,
    (signal) => getJson<AlarmWithHistory>(`/api/v1/alarms/${encodeURIComponent(id)}`, {}, signal),
    10_000,
  );
  const [kept, setKept] = useState<AlarmWithHistory | null>(null);
  if (found.data !== null && found.data !== kept) setKept(found.data);
  const alarm = found.data ?? kept;
  return (
    <Modal kind="drawer" title={alarm ? textOf(alarm, locale) : t('alarm', { id })} onClose={onClose}>
      <Failure resource={found} what={t('alarm', { id })} />
      {alarm === null ? (
        found.error === null && <Ghost lines={6} />
      ) : (
        <>
          <Facts alarm={alarm} />
          {alarm.children > 0 && <Children alarm={alarm} />}
          <History alarm={alarm} />
          {mayChange ? (
            <Handling
              alarm={alarm}
              onChanged={() => {
                setChanges(changes + 1);
                onChanged();
              }}
            />
          ) : (
            <p className="muted">{t('rights')}</p>
          )}
        </>
      )}
    </Modal>
  );
}

function Facts({ alarm }: { alarm: AlarmWithHistory }): ReactNode {
  const t = useTexts();
  const { t: common, lang, areaName } = useLocale();
  const { areas, stations } = useCity();
  const href = useHref();
  const area = areas.find((one) => one.code === alarm.area);
  const station = stations.find((one) => one.id === alarm.station);
  const time = (text: string): string => formatMoment(Date.parse(text), lang);
  const unit = unitText(alarm.unit, lang);
  const number = (value: number): string => `${formatShort(value, lang)}${unit === '' ? '' : ` ${unit}`}`;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('severity'), <SeverityMark key="severity" severity={alarm.severity} />],
    [t('state'), t(`state.${alarm.state}`)],
    ...(alarm.value === null ? [] : [[t('value'), number(alarm.value)] as const]),
    ...(alarm.limit === null ? [] : [[t('limit'), number(alarm.limit)] as const]),
    [t('openedAt'), time(alarm.openedAt)],
    [t('observedAt'), time(alarm.observedAt)],
    ...(alarm.resolvedAt === null ? [] : [[t('resolvedAt'), time(alarm.resolvedAt)] as const]),
    [common('area'), area ? areaName(area) : '–'],
    ...(station ? [[common('dev.station'), station.name] as const] : []),
    ...(alarm.device === null
      ? []
      : [
          [
            common('dev.device'),
            <a key="device" href={href('/thiet-bi', {}, { device: alarm.device })}>
              {alarm.device}
            </a>,
          ] as const,
        ]),
    ...(alarm.kpi === null
      ? []
      : [
          [
            common('col.kpi'),
            <a
              key="kpi"
              href={href('/chi-so', { kpi: alarm.kpi, ...(alarm.area !== null && { area: alarm.area }) })}
            >
              {alarm.kpi}
            </a>,
          ] as const,
        ]),
    [t('rule'), alarm.rule],
    [t('acknowledgedBy'), alarm.acknowledgedBy ?? '–'],
    [t('assignee'), alarm.assignee ?? '–'],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function History({ alarm }: { alarm: AlarmWithHistory }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  return (
    <>
      <h3>{t('history')}</h3>
      <ol className="steps">
        {alarm.history.map((event, i) => (
          <li key={i}>
            <strong>{EVENTS.has(event.what) ? t(`event.${event.what as 'opened'}`) : event.what}</strong>{' '}
            <span className="muted">
              {formatMoment(Date.parse(event.at), lang)} · {event.who ?? t('byRules')}
            </span>
            {event.note !== null && <q>{event.note}</q>}
          </li>
        ))}
      </ol>
    </>
  );
}

const EVENTS: ReadonlySet<string> = new Set([
  'opened',
  'reopened',
  'revised',
  'resolved',
  'withdrawn',
  'notified',
  'quiet',
  'acknowledged',
  'assigned',
  'commented',
]);
