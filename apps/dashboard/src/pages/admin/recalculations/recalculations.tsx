import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList, sendJson } from '../../../api/client.js';
import { useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate, formatNumber, formatShare } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { RecalculationForm } from './recalculation-form.js';

type Recalculation = Schemas['Recalculation'];

/** Values of the past worked out anew: how far each is, stopped and resumed. */
export function Recalculations(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const mayChange = useRights().may('recalculations.write');
  const action = useAction();
  const [changes, setChanges] = useState(0);
  const changed = (): void => setChanges((before) => before + 1);
  const [kept, setKept] = useState<readonly Recalculation[] | null>(null);
  const list = useResource(
    `recalculations|${changes}`,
    (signal) => getList<Recalculation>('/api/v1/recalculations', {}, signal),
    kept?.some(({ state }) => state === 'running') ? 1000 : 10_000,
  );
  if (list.data !== null && list.data !== kept) setKept(list.data);
  const turn = async (one: Recalculation, what: 'stop' | 'resume'): Promise<void> => {
    const done = await action.run(() => sendJson('POST', `/api/v1/recalculations/${one.id}/${what}`));
    if (done !== null) changed();
  };
  return (
    <>
      <p className="muted">{t('recalculations.about')}</p>
      {mayChange && <RecalculationForm onStarted={changed} />}
      <Failure resource={list} what={t('tab.recalculations')} />
      {kept === null && list.error === null ? (
        <Ghost lines={4} />
      ) : (
        <DataTable
          title={t('tab.recalculations')}
          heading={null}
          file="tinh-lai"
          rows={kept ?? []}
          rowKey={(one) => String(one.id)}
          empty={
            <Empty title={t('recalculations.none')}>
              <p>{t('recalculations.none.why')}</p>
            </Empty>
          }
          columns={[
            {
              id: 'span',
              head: t('span'),
              rowHead: true,
              cell: (one) => one.from,
              show: (one) =>
                `${formatDate(Date.parse(one.from), lang)} – ${formatDate(Date.parse(one.to) - 1, lang)}`,
            },
            {
              id: 'state',
              head: t('status'),
              cell: (one) => one.state,
              show: (one) => (
                <>
                  <span className={one.state === 'failed' ? 'bad' : one.state === 'done' ? 'good' : ''}>
                    {t(`recalculation.${one.state}`)}
                  </span>
                  {one.dryRun && <span className="sub">{t('recalculations.dry')}</span>}
                  {one.detail !== null && <span className="sub">{one.detail}</span>}
                </>
              ),
            },
            {
              id: 'progress',
              head: t('progress'),
              cell: (one) => one.progress.share,
              show: (one) => (
                <span className="admin-progress">
                  <progress max={1} value={one.progress.share} aria-label={t('progress')} />{' '}
                  {formatShare(one.progress.share, lang)}
                </span>
              ),
            },
            {
              id: 'changed',
              head: t('changed'),
              num: true,
              cell: (one) => one.changed,
              show: (one) => formatNumber(one.changed, lang),
            },
            { id: 'reason', head: t('reason'), cell: (one) => one.reason },
            { id: 'by', head: t('by'), cell: (one) => one.by },
            {
              id: 'turn',
              head: t('sets.change'),
              cell: () => null,
              show: (one) => {
                const what = one.state === 'running' ? 'stop' : one.state === 'done' ? null : 'resume';
                if (what === null || !mayChange) return '–';
                return (
                  <button
                    type="button"
                    className="link"
                    disabled={action.busy}
                    onClick={() => void turn(one, what)}
                  >
                    {t(`recalculations.${what}`)}
                  </button>
                );
              },
            },
          ]}
        />
      )}
    </>
  );
}
