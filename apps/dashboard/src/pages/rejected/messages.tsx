import { type ReactNode, useState } from 'react';
import { useRights } from '../../admin/session.js';
import { getJson } from '../../api/client.js';
import type { Page, Rejected } from '../../api/types.js';
import { useKept, useResource } from '../../api/use-resource.js';
import { formatMoment } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { previewOf } from '../../ledger/preview.js';
import { setOwn, useHref, useOwn } from '../../route/route.js';
import { Failure } from '../../states/failure.js';
import { Empty, Ghost } from '../../states/states.js';
import { DataTable } from '../../table/data-table.js';
import { MessageDrawer } from './message-drawer.js';
import { MappingDrawer } from './mapping/mapping-drawer.js';
import { ReplayAll } from './replay/replay-all.js';
import { Replays } from './replay/replays.js';
import { useTexts } from './texts.js';

const SHOWN = 500;

/** The newest rejected messages of a reason and device, read again whenever the ledger counts another one. */
export function Messages({
  reason,
  device,
  heard,
}: {
  reason: string;
  device: string;
  heard: number;
}): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const { may } = useRights();
  const href = useHref();
  const [open] = useOwn('message', '');
  const [mapped] = useOwn('mapping', '');
  const [changes, setChanges] = useState(0);
  // What is there stays while more is read: nothing moves, and the keyboard keeps its place.
  const list = useKept(
    useResource(`rejected|${reason}|${device}|${heard}|${changes}`, (signal) =>
      getJson<Page<Rejected>>(
        '/api/v1/rejected',
        { limit: SHOWN, reason: reason || undefined, device: device || undefined },
        signal,
      ),
    ),
  );
  const items = list.data?.items ?? [];
  const changed = (): void => setChanges(changes + 1);
  const shown = items.find((one) => one.position === open);
  return (
    <section className="card" aria-label={t('messages')}>
      <Failure resource={list} what={t('messages')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={6} />
      ) : (
        <DataTable
          title={t('messages')}
          file="tu-choi"
          rows={items}
          rowKey={(one) => one.position}
          onRow={(one) => setOwn({ message: one.position })}
          tools={
            <>
              {(reason !== '' || device !== '') && (
                <a className="rejected-filter" href={href('/tu-choi')}>
                  {[device, reason === '' ? '' : word('reason', reason)]
                    .filter((one) => one !== '')
                    .join(' · ')}{' '}
                  ✕<span className="hidden">{t('all')}</span>
                </a>
              )}
              {device !== '' && may('payloads.read') && (
                <button type="button" className="button" onClick={() => setOwn({ mapping: device })}>
                  {t('mapping.edit')}
                </button>
              )}
              {(reason !== '' || device !== '') && may('rejected.replay') && (
                <ReplayAll
                  filter={{ ...(device !== '' && { device }), ...(reason !== '' && { reason }) }}
                  onDone={changed}
                />
              )}
            </>
          }
          empty={
            <Empty title={t(reason === '' && device === '' ? 'kept.none' : 'messages.none')}>
              {(reason !== '' || device !== '') && <p>{t('messages.none.do')}</p>}
            </Empty>
          }
          columns={[
            {
              id: 'at',
              head: common('rej.at'),
              rowHead: true,
              cell: (one) => one.at,
              show: (one) => formatMoment(Date.parse(one.at), lang),
            },
            { id: 'device', head: common('dev.device'), cell: (one) => one.device },
            {
              id: 'reason',
              head: common('rej.reason'),
              cell: (one) => one.reason,
              show: (one) => <span className="bad">{word('reason', one.reason)}</span>,
            },
            { id: 'detail', head: common('rej.detail'), cell: (one) => one.detail },
            {
              id: 'bytes',
              head: common('rej.bytes'),
              cell: (one) => previewOf(one.bytes, 4096),
              show: (one) => <code className="rejected-bytes">{previewOf(one.bytes, 70)}</code>,
            },
            {
              id: 'replayed',
              head: t('replayed'),
              cell: (one) => one.replayedAt,
              show: (one) =>
                one.replayedAt === null ? '–' : `✓ ${formatMoment(Date.parse(one.replayedAt), lang)}`,
            },
          ]}
        />
      )}
      {may('payloads.read') && <Replays />}
      {mapped !== '' && <MappingDrawer id={mapped} onClose={() => setOwn({ mapping: undefined })} />}
      {shown && (
        <MessageDrawer message={shown} onClose={() => setOwn({ message: undefined })} onChanged={changed} />
      )}
    </section>
  );
}
