import type { ReactNode } from 'react';
import type { Device } from '../../../api/types.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { equationOf } from '../../../ledger/equation.js';
import { useLive } from '../../../live/use-live.js';
import { useHref } from '../../../route/route.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

const TERMS = ['received', 'stored', 'corrected', 'duplicate', 'rejected', 'inFlight'] as const;

/** What became of a device's readings today, by hour of arrival, and why some were rejected. */
export function DeviceLedger({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const href = useHref();
  const items = [...useLive().ledger.values()].filter((item) => item.device === device.id);
  const today = equationOf(items);
  const rows = items.map((item) => ({ hour: item.hour, ...equationOf([item]) }));
  return (
    <section className="devices-part" aria-label={common('ledger.title')}>
      <DataTable
        title={common('ledger.title')}
        heading="h3"
        file={`so-cai-${device.id}`}
        short
        sort={{ column: 'hour', down: true }}
        rows={rows}
        rowKey={(row) => row.hour}
        tools={
          items.length > 0 && (
            <span className={today.holds ? 'good' : 'bad'}>
              {today.holds ? `✓ ${common('ledger.holds')}` : `✗ ${common('ledger.broken')}`}
            </span>
          )
        }
        empty={<Empty title={t('ledger.none')} />}
        columns={[
          {
            id: 'hour',
            head: common('ledger.hour'),
            rowHead: true,
            cell: (row) => row.hour,
            show: (row) => formatMoment(Date.parse(row.hour), lang),
          },
          ...TERMS.map((term) => ({
            id: term,
            head: common(`ledger.${term}`),
            num: true,
            cell: (row: (typeof rows)[number]) => row[term],
            show: (row: (typeof rows)[number]) => formatNumber(row[term], lang),
          })),
        ]}
      />
      {today.reasons.size > 0 && (
        <p className="reasons">
          <span>{t('reasons')}:</span>
          {[...today.reasons].map(([reason, n]) => (
            <a key={reason} href={href('/tu-choi', {}, { device: device.id, reason })}>
              {word('reason', reason)} <b>{formatNumber(n, lang)}</b>
            </a>
          ))}
        </p>
      )}
    </section>
  );
}
