import { type ReactNode, useState } from 'react';
import type { Lineage, LineageStation } from '../api/types.js';
import { DataTable } from '../table/data-table.js';
import { formatNumber, formatShare, formatShort } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { Readings } from './readings.js';
import { useTexts } from './texts.js';

/** Stations by what they contribute, the largest first; each opens down to its devices and their readings. */
export function Stations({ lineage }: { lineage: Lineage }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [open, setOpen] = useState<string | null>(null);
  const roles = [...new Set(lineage.stations.flatMap((one) => Object.keys(one.components)))];
  const [first = ''] = roles;
  const total = lineage.stations.reduce((sum, one) => sum + Math.abs(one.components[first] ?? 0), 0);
  const rows = [...lineage.stations].sort(
    (a, b) => Math.abs(b.components[first] ?? 0) - Math.abs(a.components[first] ?? 0),
  );
  const shown = rows.find((one) => one.station === open);
  return (
    <>
      <DataTable
        title={t('stations', { n: formatNumber(rows.length, lang) })}
        heading="h3"
        file={`${lineage.definition.id}-tram`}
        short
        rows={rows}
        rowKey={(row) => row.station}
        chosen={(row) => row.station === open}
        onRow={(row) => setOpen(row.station === open ? null : row.station)}
        columns={[
          { id: 'name', head: t('station'), cell: (row) => row.name, rowHead: true },
          ...roles.slice(0, 2).map((role) => ({
            id: role,
            head: role,
            num: true,
            cell: (row: LineageStation) => row.components[role] ?? null,
            show: (row: LineageStation) => formatShort(row.components[role] ?? 0, lang, 2),
          })),
          {
            id: 'share',
            head: t('share'),
            num: true,
            cell: (row) => (total > 0 ? Math.abs(row.components[first] ?? 0) / total : null),
            show: (row) =>
              total > 0 ? formatShare(Math.abs(row.components[first] ?? 0) / total, lang) : '–',
          },
        ]}
      />
      {shown && <Devices station={shown} />}
    </>
  );
}

function Devices({ station }: { station: LineageStation }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  return (
    <section className="why-devices" aria-label={station.name}>
      {station.devices.length === 0 && <p className="muted">{t('noDevice')}</p>}
      {station.devices.map((one) => (
        <div key={one.device}>
          <p>
            <strong>{one.device}</strong>{' '}
            <span className="muted">
              {one.log === null
                ? t('log.none')
                : t('log', {
                    topic: one.log.topic,
                    partition: one.log.partition,
                    from: formatNumber(one.log.from, lang),
                    to: formatNumber(one.log.to, lang),
                  })}
              {one.log?.kept === false && ` · ${t('log.dropped')}`}
            </span>
          </p>
          <Readings readings={one} />
        </div>
      ))}
    </section>
  );
}
