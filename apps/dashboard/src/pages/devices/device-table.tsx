import type { ReactNode } from 'react';
import { serverNow } from '../../api/client.js';
import type { Device } from '../../api/types.js';
import { healthOf, HEALTHS } from '../../devices/health.js';
import { StateMark } from '../../devices/state-mark.js';
import { formatAge, formatMoment, formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useNow } from '../../live/use-live.js';
import { setOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Empty, Ghost } from '../../states/states.js';
import { type Column, DataTable } from '../../table/data-table.js';
import type { DeviceRow } from './device-rows.js';
import { useTexts } from './texts.js';

/** Devices with their freshness and what became of today's readings. */
export function DeviceTable({ rows, any }: { rows: readonly DeviceRow[]; any: boolean }): ReactNode {
  const t = useTexts();
  const { stations } = useCity();
  const columns = useColumns();
  if (!any && stations.length === 0) return <Ghost lines={8} />;
  return (
    <DataTable
      title={t('list')}
      heading={null}
      file="thiet-bi"
      columns={columns}
      rows={rows}
      rowKey={({ device }) => device.id}
      onRow={({ device }) => setOwn({ device: device.id })}
      empty={
        <Empty title={t(any ? 'none.fit' : 'none')}>
          <p>{t(any ? 'none.fit.do' : 'none.do')}</p>
        </Empty>
      }
    />
  );
}

function useColumns(): readonly Column<DeviceRow>[] {
  const t = useTexts();
  const { t: common, lang, word, areaShort } = useLocale();
  useNow(5000);
  const now = serverNow();
  const count = (n: number): string => formatNumber(n, lang);
  return [
    {
      id: 'device',
      head: common('dev.device'),
      rowHead: true,
      cell: ({ device }) => device.id,
    },
    {
      id: 'state',
      head: common('dev.state'),
      cell: ({ device }) => HEALTHS.indexOf(healthOf(device)),
      show: ({ device }) => (
        <>
          <StateMark state={healthOf(device)} />
          {device.quarantine && <span className="devices-quarantined">▲ {t('quarantined')}</span>}
        </>
      ),
    },
    {
      id: 'seen',
      head: t('seen'),
      cell: ({ device }) => device.lastSeen,
      show: ({ device }) => <Seen device={device} now={now} />,
    },
    {
      id: 'station',
      head: common('dev.station'),
      cell: ({ station, device }) => station?.name ?? device.station,
      show: ({ station, device }) => (
        <span className="devices-station">{station?.name ?? device.station}</span>
      ),
    },
    {
      id: 'quarantine',
      head: t('quarantine'),
      cell: ({ device }) => device.quarantine?.since ?? null,
      csvOnly: true,
    },
    {
      id: 'area',
      head: common('area'),
      cell: ({ area }) => (area ? areaShort(area) : null),
      show: ({ area }) => <span className="nowrap">{area ? areaShort(area) : '–'}</span>,
    },
    { id: 'family', head: common('dev.family'), cell: ({ device }) => word('family', device.family) },
    {
      id: 'cadence',
      head: t('cadence'),
      num: true,
      cell: ({ device }) => device.cadence,
      show: ({ device }) => `${count(device.cadence)} s`,
    },
    {
      id: 'received',
      head: t('received'),
      num: true,
      cell: ({ today }) => today.received,
      show: ({ today }) => count(today.received),
    },
    {
      id: 'rejected',
      head: common('ledger.rejected'),
      num: true,
      cell: ({ today }) => today.rejected,
      show: ({ today }) => (
        <span className={today.rejected > 0 ? 'bad' : 'muted'}>{count(today.rejected)}</span>
      ),
    },
  ];
}

function Seen({ device, now }: { device: Device; now: number }): ReactNode {
  const { t, lang } = useLocale();
  if (device.lastSeen === null) return <span className="muted">{t('dev.neverSeen')}</span>;
  const at = Date.parse(device.lastSeen);
  return (
    <time dateTime={device.lastSeen} title={formatMoment(at, lang)} className="nowrap">
      {t('ago', { age: formatAge(now - at, lang) })}
    </time>
  );
}
