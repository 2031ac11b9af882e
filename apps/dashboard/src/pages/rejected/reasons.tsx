import type { ReactNode } from 'react';
import { formatNumber, formatShare } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { Empty, Ghost } from '../../states/states.js';
import { DataTable } from '../../table/data-table.js';
import { type ReasonCount, sumsBy } from './reason-counts.js';
import { useTexts } from './texts.js';

interface Props {
  readonly counts: readonly ReasonCount[];
  readonly total: number;
  readonly loading: boolean;
  readonly chosen: { readonly reason: string; readonly device: string };
  readonly onReason: (reason: string) => void;
  readonly onDevice: (device: string) => void;
}

/** How many were rejected for which reason, and by which device; a press chooses one, another one lets it go. */
export function Reasons(props: Props): ReactNode {
  const { counts, total, loading, chosen, onReason, onDevice } = props;
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  if (counts.length === 0)
    return loading ? (
      <Ghost lines={3} />
    ) : (
      <Empty title={t('none')}>
        <p>{t('none.do')}</p>
      </Empty>
    );
  const most = sumsBy(counts, 'reason')[0]?.[1] ?? 1;
  return (
    <div className="pair">
      <ul className="rejected-reasons" aria-label={t('byReason')}>
        {sumsBy(counts, 'reason').map(([reason, n]) => (
          <li key={reason}>
            <button
              type="button"
              aria-pressed={chosen.reason === reason}
              title={t('reason.code', { reason })}
              onClick={() => onReason(chosen.reason === reason ? '' : reason)}
            >
              <span>{word('reason', reason)}</span>
              <b>{formatNumber(n, lang)}</b>
              <i aria-hidden="true" style={{ width: `${(n / most) * 100}%` }} />
              <span className="muted">{formatShare(n / total, lang)}</span>
            </button>
          </li>
        ))}
      </ul>
      <DataTable
        title={t('byDevice')}
        heading="h2"
        file="tu-choi-theo-thiet-bi"
        short
        rows={counts.filter((one) => chosen.reason === '' || one.reason === chosen.reason)}
        rowKey={(one) => `${one.device}|${one.reason}`}
        chosen={(one) => one.device === chosen.device}
        onRow={(one) => onDevice(chosen.device === one.device ? '' : one.device)}
        columns={[
          { id: 'device', head: common('dev.device'), rowHead: true, cell: (one) => one.device },
          { id: 'reason', head: common('rej.reason'), cell: (one) => word('reason', one.reason) },
          {
            id: 'count',
            head: t('count'),
            num: true,
            cell: (one) => one.count,
            show: (one) => formatNumber(one.count, lang),
          },
        ]}
      />
    </div>
  );
}
