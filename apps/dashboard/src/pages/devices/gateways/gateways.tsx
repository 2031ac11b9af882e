import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import { getList } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { Modal } from '../../../dialog/modal.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import { Credentials } from '../trust/credentials.js';
import { GatewayForm } from './gateway-form.js';

type Gateway = Schemas['Gateway'];

/** Gateways, which send for devices that don't reach the platform themselves, and their credentials. */
export function Gateways(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [changes, setChanges] = useState(0);
  const [adding, setAdding] = useState(false);
  const [open] = useOwn('gateway', '');
  const list = useKept(
    useResource(`gateways|${changes}`, (signal) => getList<Gateway>('/api/v1/gateways', {}, signal)),
  );
  const shown = list.data?.find(({ id }) => id === open);
  return (
    <>
      <p className="muted">{t('gateways.about')}</p>
      <Failure resource={list} what={t('tab.gateways')} />
      {list.data === null ? (
        list.error === null && <Ghost lines={3} />
      ) : (
        <DataTable
          title={t('gateways.list')}
          file="cong-gom"
          rows={list.data}
          rowKey={({ id }) => id}
          onRow={({ id }) => setOwn({ gateway: id })}
          tools={
            <button type="button" className="button" onClick={() => setAdding(true)}>
              + {t('gateways.add')}
            </button>
          }
          empty={
            <Empty title={t('gateways.none')}>
              <p>{t('gateways.none.do')}</p>
            </Empty>
          }
          columns={[
            { id: 'id', head: t('gateways.id'), rowHead: true, cell: ({ id }) => id },
            {
              id: 'devices',
              head: t('gateways.devices'),
              num: true,
              cell: ({ devices }) => devices,
              show: ({ devices }) => formatNumber(devices, lang),
            },
          ]}
        />
      )}
      {adding && <GatewayForm onAdded={() => setChanges(changes + 1)} onClose={() => setAdding(false)} />}
      {shown && (
        <Modal
          key={shown.id}
          kind="drawer"
          wide
          title={shown.id}
          onClose={() => setOwn({ gateway: undefined })}
        >
          <Credentials kind="gateways" id={shown.id} />
        </Modal>
      )}
    </>
  );
}
