import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { getList, sendJson, serverNow } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { Confirm } from '../../../form/confirm.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { type Column, DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { ClaimBatchForm } from './claim-batch-form.js';

type Batch = Schemas['ClaimBatch'];

/** Claim codes by batch: how many were claimed, and the end of the rest. */
export function ClaimBatches(): ReactNode {
  const t = useTexts();
  const action = useAction();
  const [changes, setChanges] = useState(0);
  const [adding, setAdding] = useState(false);
  const list = useKept(
    useResource(`claims|${changes}`, (signal) => getList<Batch>('/api/v1/claim-batches', {}, signal), 15_000),
  );
  const changed = (): void => setChanges(changes + 1);
  const revoke = async ({ id }: Batch): Promise<void> => {
    const done = await action.run(async () => {
      await sendJson('DELETE', `/api/v1/claim-batches/${encodeURIComponent(id)}`);
      return true;
    }, t('claims.revoked'));
    if (done) changed();
  };
  const columns = useColumns((batch) => (
    <Confirm
      text={t('revoke')}
      question={t('claims.revoke.ask')}
      look="link"
      busy={action.busy}
      onYes={() => void revoke(batch)}
    />
  ));
  return (
    <>
      <p className="muted">{t('claims.about')}</p>
      <Failure resource={list} what={t('tab.claims')} />
      {list.data === null ? (
        list.error === null && <Ghost lines={4} />
      ) : (
        <DataTable
          title={t('claims.list')}
          file="ma-kich-hoat"
          rows={list.data}
          rowKey={({ id }) => id}
          columns={columns}
          tools={
            <button type="button" className="button" onClick={() => setAdding(true)}>
              + {t('claims.add')}
            </button>
          }
          empty={
            <Empty title={t('claims.none')}>
              <p>{t('claims.none.do')}</p>
            </Empty>
          }
        />
      )}
      {adding && <ClaimBatchForm onAdded={changed} onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(revoking: (batch: Batch) => ReactNode): readonly Column<Batch>[] {
  const t = useTexts();
  const { lang, areaShort, t: common } = useLocale();
  const { areas, stations } = useCity();
  const date = (text: string): string => formatDate(Date.parse(text), lang);
  const place = ({ station, area: code }: Batch): string => {
    if (station !== null) return stations.find(({ id }) => id === station)?.name ?? station;
    const area = areas.find((one) => one.code === code);
    return area ? areaShort(area) : (code ?? common('admin.everywhere'));
  };
  return [
    { id: 'note', head: t('claims.note'), rowHead: true, cell: ({ note, id }) => note || id },
    { id: 'profile', head: t('profile'), cell: ({ profile }) => profile },
    { id: 'place', head: t('claims.place'), cell: place },
    { id: 'by', head: t('claims.by'), cell: ({ by }) => by },
    { id: 'at', head: t('claims.at'), cell: ({ at }) => at, show: ({ at }) => date(at) },
    {
      id: 'until',
      head: t('claims.until'),
      cell: ({ expiresAt }) => expiresAt,
      show: ({ expiresAt }) => date(expiresAt),
    },
    {
      id: 'claimed',
      head: t('claims.claimed'),
      num: true,
      cell: ({ claimed }) => claimed,
      show: ({ claimed, codes }) => `${formatNumber(claimed, lang)}/${formatNumber(codes, lang)}`,
    },
    { id: 'codes', head: t('claims.codes'), cell: ({ codes }) => codes, csvOnly: true },
    { id: 'state', head: t('credentials.state'), cell: (one) => t(`claims.state.${stateOf(one)}`) },
    {
      id: 'revoke',
      head: t('do'),
      cell: () => null,
      show: (one) => (stateOf(one) === 'good' ? revoking(one) : '–'),
    },
  ];
}

function stateOf({ revokedAt, expiresAt, claimed, codes }: Batch): 'good' | 'used' | 'revoked' | 'expired' {
  if (claimed === codes) return 'used';
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= serverNow() ? 'expired' : 'good';
}
