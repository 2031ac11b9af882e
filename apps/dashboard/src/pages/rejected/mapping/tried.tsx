import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';

export type TryResult = Schemas['TryResult'];
type Tried = TryResult['items'][number];

const LOOKS = { stored: 'good', partly: '', rejected: 'bad', gone: 'muted' } as const;

/** What would become of rejected messages: message by message, with values or with what is wrong. */
export function TriedMessages({ result }: { result: TryResult }): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const sums = Object.entries(result.outcomes).map(
    ([outcome, count]) => `${formatNumber(count, lang)} ${t(`outcome.${outcome as Tried['outcome']}`)}`,
  );
  return (
    <div role="status">
      <DataTable
        title={`${t('mapping.tried')}${sums.length > 0 ? `: ${sums.join(', ')}` : ''}`}
        heading="h3"
        file="thu-anh-xa"
        short
        rows={result.items}
        rowKey={(one) => one.position}
        empty={<Empty title={t('mapping.none')} />}
        columns={[
          {
            id: 'at',
            head: common('rej.at'),
            rowHead: true,
            cell: (one) => one.at,
            show: (one) => formatMoment(Date.parse(one.at), lang),
          },
          { id: 'before', head: t('mapping.before'), cell: (one) => word('reason', one.before.reason) },
          {
            id: 'outcome',
            head: t('mapping.outcome'),
            cell: (one) => one.outcome,
            show: (one) => (
              <span className={LOOKS[one.outcome]}>
                {one.outcome === 'stored' ? '✓ ' : one.outcome === 'rejected' ? '✗ ' : ''}
                {t(`outcome.${one.outcome}`)}
              </span>
            ),
          },
          { id: 'values', head: t('mapping.values'), cell: wordsOf },
        ]}
      />
    </div>
  );
}

/** Values of the first reading and what is wrong with the others. */
function wordsOf({ readings, faults }: Tried): string {
  const [first] = readings;
  const values = first === undefined ? [] : Object.entries(first.values).map(([key, v]) => `${key} ${v}`);
  return [...values, ...faults.slice(0, 3).map(({ detail }) => detail)].join(' · ');
}
