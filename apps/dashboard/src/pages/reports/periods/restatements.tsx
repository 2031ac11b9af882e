import { type ReactNode, useState } from 'react';
import { getList } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import type { Restatement } from './restatement.js';
import { RestatementDrawer } from './restatement-drawer.js';

/** Values of signed periods that have come out differently since, to be accepted or refused with a reason. */
export function Restatements(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [open] = useOwn('restatement', '');
  const [changes, setChanges] = useState(0);
  const list = useResource(`restatements|${changes}`, (signal) =>
    getList<Restatement>('/api/v1/restatements', {}, signal),
  );
  const rows = list.data ?? [];
  const shown = rows.find((one) => String(one.id) === open);
  return (
    <div className="reports-part">
      <Failure resource={list} what={t('restatements')} />
      <DataTable
        title={t('restatements')}
        file="de-nghi-sua"
        rows={rows}
        rowKey={(one) => String(one.id)}
        onRow={(one) => setOwn({ restatement: String(one.id) })}
        empty={
          <Empty title={t('restatements.none')}>
            <p>{t('restatements.none.why')}</p>
          </Empty>
        }
        columns={[
          { id: 'id', head: t('number.short'), rowHead: true, cell: (one) => String(one.id) },
          {
            id: 'state',
            head: t('state'),
            cell: (one) => one.state,
            show: (one) => (
              <span className={one.state === 'proposed' ? 'attention' : ''}>
                {t(`restatement.${one.state}`)}
              </span>
            ),
          },
          {
            id: 'at',
            head: t('restatements.at'),
            cell: (one) => one.proposedAt,
            show: (one) => formatMoment(Date.parse(one.proposedAt), lang),
          },
          {
            id: 'cells',
            head: t('restatements.cells'),
            num: true,
            cell: (one) => one.cells,
            show: (one) => formatNumber(one.cells, lang),
          },
          { id: 'by', head: t('restatements.by'), cell: (one) => one.decidedBy },
          { id: 'decision', head: t('reason'), cell: (one) => one.decision },
        ]}
      />
      {shown && (
        <RestatementDrawer
          restatement={shown}
          onClose={() => setOwn({ restatement: undefined })}
          onChanged={() => setChanges(changes + 1)}
        />
      )}
    </div>
  );
}
