import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { useRolesText } from '../../../admin/roles-text.js';
import { getList, sendJson, serverNow } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { Confirm } from '../../../form/confirm.js';
import { useAction } from '../../../form/use-action.js';
import { formatDate } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { ApiKeyForm } from './api-key-form.js';

type ApiKey = Schemas['ApiKey'];

/** Keys of other systems: made, shown once, revoked. */
export function ApiKeys(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const rolesText = useRolesText();
  const action = useAction();
  const [changes, setChanges] = useState(0);
  const [adding, setAdding] = useState(false);
  const changed = (): void => setChanges(changes + 1);
  const list = useKept(
    useResource(`api-keys|${changes}`, (signal) => getList<ApiKey>('/api/v1/api-keys', {}, signal)),
  );
  const revoke = async (one: ApiKey): Promise<void> => {
    const path = `/api/v1/api-keys/${encodeURIComponent(one.id)}`;
    const done = await action.run(async () => {
      await sendJson('DELETE', path);
      return true;
    }, t('keys.revoked'));
    if (done) changed();
  };
  const date = (text: string | null): string => (text === null ? '–' : formatDate(Date.parse(text), lang));
  return (
    <>
      <p className="muted">{t('keys.about')}</p>
      <Failure resource={list} what={t('tab.keys')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={4} />
      ) : (
        <DataTable
          title={t('keys.list')}
          file="khoa-api"
          rows={list.data ?? []}
          rowKey={(one) => one.id}
          tools={
            <button type="button" className="button" onClick={() => setAdding(true)}>
              + {t('keys.add')}
            </button>
          }
          empty={
            <Empty title={t('keys.none')}>
              <p>{t('keys.none.do')}</p>
            </Empty>
          }
          columns={[
            { id: 'name', head: t('keys.name'), rowHead: true, cell: (one) => one.name },
            { id: 'id', head: t('code'), cell: (one) => one.id },
            { id: 'roles', head: t('people.role'), cell: (one) => rolesText(one.roles) },
            {
              id: 'made',
              head: t('keys.made'),
              cell: (one) => one.createdAt,
              show: (one) => date(one.createdAt),
            },
            {
              id: 'until',
              head: t('keys.until'),
              cell: (one) => one.expiresAt,
              show: (one) => date(one.expiresAt),
            },
            { id: 'state', head: t('status'), cell: (one) => t(`keys.state.${stateOf(one)}`) },
            {
              id: 'revoke',
              head: t('do'),
              cell: () => null,
              show: (one) =>
                stateOf(one) === 'good' ? (
                  <Confirm
                    text={t('keys.revoke')}
                    question={t('keys.revoke.ask', { name: one.name })}
                    look="link"
                    busy={action.busy}
                    onYes={() => void revoke(one)}
                  />
                ) : (
                  '–'
                ),
            },
          ]}
        />
      )}
      {adding && <ApiKeyForm onAdded={changed} onClose={() => setAdding(false)} />}
    </>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): 'good' | 'revoked' | 'expired' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= serverNow() ? 'expired' : 'good';
}
