import { type ReactNode, useState } from 'react';
import { getJson, serverNow } from '../../api/client.js';
import type { Page } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { formatAge, formatMoment, formatNumber } from '../../i18n/formats.js';
import { type Locale, useLocale } from '../../i18n/locale.js';
import { useLive, useNow } from '../../live/use-live.js';
import { setOwn, useOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Failure } from '../../states/failure.js';
import { Empty, Ghost } from '../../states/states.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { type AlarmItem, byUrgency, SEVERITIES } from './alarm-types.js';
import { SeverityMark } from './severity-mark.js';
import { useTexts } from './texts.js';

const MANY = 500;

/** Alarms of a state in the chosen area; open ones are read again whenever the feed tells of one. */
export function AlarmList({
  state,
  changes,
}: {
  state: 'open' | 'acknowledged' | 'resolved';
  changes: number;
}): ReactNode {
  const t = useTexts();
  const { url } = useCity();
  const [severity] = useOwn('severity', '');
  const [more, setMore] = useState(MANY);
  const heard = [...useLive().alarms.values()].map((one) => `${one.id}.${one.revision}`).join();
  const list = useResource(
    `alarms|${state}|${url.area}|${severity}|${more}|${changes}|${heard}`,
    (signal) =>
      getJson<Page<AlarmItem>>(
        '/api/v1/alarms',
        { state, area: url.area, severity: severity || undefined, roots: 'true', limit: more },
        signal,
      ),
    state === 'resolved' ? 60_000 : 15_000,
  );
  const columns = useColumns(state);
  const kept = useKeptRows(list.data?.items);
  const rows = state === 'resolved' ? kept : [...(kept ?? [])].sort(byUrgency);
  return (
    <>
      <SeverityChoice />
      <Failure resource={list} what={t(`tab.${state}`)} />
      {!rows || (kept === null && list.error === null) ? (
        <Ghost lines={5} />
      ) : (
        <DataTable
          title={t(`tab.${state}`)}
          heading={null}
          file={`canh-bao-${state}`}
          columns={columns}
          rows={rows}
          rowKey={(one) => String(one.id)}
          onRow={(one) => setOwn({ alarm: String(one.id) })}
          empty={
            <Empty title={t(`none.${state}`)}>
              <p>{t(`none.${state}.why`)}</p>
            </Empty>
          }
        />
      )}
      {list.data !== null && list.data.next !== null && (
        <button type="button" className="link" onClick={() => setMore(more + MANY)}>
          {t('more')}
        </button>
      )}
    </>
  );
}

/** The rows that were there stay while newer ones are on their way. */
function useKeptRows(items: readonly AlarmItem[] | undefined): readonly AlarmItem[] | null {
  const [kept, setKept] = useState<readonly AlarmItem[] | null>(null);
  if (items !== undefined && items !== kept) setKept(items);
  return items ?? kept;
}

function SeverityChoice(): ReactNode {
  const t = useTexts();
  const [severity, setSeverity] = useOwn('severity', '');
  return (
    <div className="alarms-filter" role="group" aria-label={t('severity')}>
      {SEVERITIES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={severity === one}
          onClick={() => setSeverity(severity === one ? '' : one)}
        >
          <SeverityMark severity={one} />
        </button>
      ))}
    </div>
  );
}

function useColumns(state: AlarmItem['state']): readonly Column<AlarmItem>[] {
  const t = useTexts();
  const locale = useLocale();
  const { lang, t: common, areaShort } = locale;
  const { areas } = useCity();
  useNow(10_000);
  const now = serverNow();
  const areaName = (code: string | null): string | null => {
    const area = areas.find((one) => one.code === code);
    return area ? areaShort(area) : code;
  };
  const lasted = (one: AlarmItem): number =>
    (one.resolvedAt === null ? now : Date.parse(one.resolvedAt)) - Date.parse(one.openedAt);
  return [
    {
      id: 'severity',
      head: t('severity'),
      cell: (one) => SEVERITIES.indexOf(one.severity),
      show: (one) => <SeverityMark severity={one.severity} />,
    },
    {
      id: 'text',
      head: t('what'),
      rowHead: true,
      cell: (one) => textOf(one, locale),
      show: (one) => (
        <>
          {textOf(one, locale)}
          {one.children > 0 && (
            <span className="sub">{t('children', { n: formatNumber(one.children, lang) })}</span>
          )}
        </>
      ),
    },
    { id: 'area', head: common('area'), cell: (one) => areaName(one.area) },
    {
      id: 'opened',
      head: t('openedAt'),
      cell: (one) => one.openedAt,
      show: (one) => <span className="nowrap">{formatMoment(Date.parse(one.openedAt), lang)}</span>,
    },
    { id: 'lasted', head: t('lasted'), num: true, cell: lasted, show: (one) => formatAge(lasted(one), lang) },
    state === 'open'
      ? { id: 'rule', head: t('rule'), cell: (one) => one.rule }
      : { id: 'by', head: t('acknowledgedBy'), cell: (one) => one.acknowledgedBy },
    { id: 'assignee', head: t('assignee'), cell: (one) => one.assignee },
  ];
}

/** The alarm's sentence in the page's language. */
export function textOf(one: AlarmItem, { lang }: Locale): string {
  return lang === 'vi' ? one.textVi : one.textEn;
}
