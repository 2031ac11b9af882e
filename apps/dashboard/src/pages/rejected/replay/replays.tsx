import { type ReactNode, useState } from 'react';
import { getJson } from '../../../api/client.js';
import type { Page } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import type { Progress } from './use-replay.js';

/** The newest replays with who asked for them and how they ended; read once somebody wants to see them. */
export function Replays(): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const [open, setOpen] = useState(false);
  const list = useResource(
    open ? 'replays' : null,
    (signal) => getJson<Page<Progress>>('/api/v1/rejected/replays', {}, signal),
    5000,
  );
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('replays')}</summary>
      <Failure resource={list} what={t('replays')} />
      <DataTable
        title={t('replays')}
        heading={null}
        file="phat-lai"
        rows={list.data?.items ?? []}
        rowKey={(one) => String(one.id)}
        empty={<Empty title={t('replays.none')} />}
        columns={[
          {
            id: 'at',
            head: t('replays.at'),
            rowHead: true,
            cell: (one) => one.startedAt,
            show: (one) => formatMoment(Date.parse(one.startedAt), lang),
          },
          { id: 'device', head: common('dev.device'), cell: (one) => one.device },
          {
            id: 'reason',
            head: common('rej.reason'),
            cell: (one) => one.reason,
            show: (one) => (one.reason === null ? '–' : word('reason', one.reason)),
          },
          { id: 'by', head: t('replays.by'), cell: (one) => one.by },
          {
            id: 'replayed',
            head: t('replays.count'),
            num: true,
            cell: (one) => one.replayed,
            show: (one) => formatNumber(one.replayed, lang),
          },
          { id: 'state', head: t('replays.state'), cell: (one) => t(`replays.${one.state}`) },
        ]}
      />
    </details>
  );
}
