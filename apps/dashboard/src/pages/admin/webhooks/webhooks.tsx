import { type ReactNode, useState } from 'react';
import { getList } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { setOwn, useOwn } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import type { Webhook } from './webhook.js';
import { WebhookDrawer } from './webhook-drawer.js';
import { WebhookForm } from './webhook-form.js';

const NEW = 'new';

/** Other systems that are told of values, alarms and devices, and how it goes. */
export function Webhooks(): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const [changes, setChanges] = useState(0);
  const [open] = useOwn('webhook', '');
  const list = useKept(
    useResource(`webhooks|${changes}`, (signal) => getList<Webhook>('/api/v1/webhooks', {}, signal), 15_000),
  );
  const rows = list.data ?? [];
  const shown = rows.find((one) => String(one.id) === open);
  const close = (): void => setOwn({ webhook: undefined });
  const changed = (): void => setChanges(changes + 1);
  return (
    <>
      <p className="muted">{t('webhooks.about')}</p>
      <Failure resource={list} what={t('tab.webhooks')} />
      {list.data === null && list.error === null ? (
        <Ghost lines={4} />
      ) : (
        <DataTable
          title={t('webhooks.list')}
          file="webhook"
          rows={rows}
          rowKey={(one) => String(one.id)}
          onRow={(one) => setOwn({ webhook: String(one.id) })}
          tools={
            <button type="button" className="button" onClick={() => setOwn({ webhook: NEW })}>
              + {t('webhooks.add')}
            </button>
          }
          empty={
            <Empty title={t('webhooks.none')}>
              <p>{t('webhooks.none.do')}</p>
            </Empty>
          }
          columns={[
            { id: 'name', head: t('name'), rowHead: true, cell: (one) => one.name },
            { id: 'url', head: t('webhooks.url'), cell: (one) => one.url },
            {
              id: 'events',
              head: t('webhooks.events'),
              cell: (one) => one.events.map((event) => t(`webhooks.event.${event}`)).join(', '),
            },
            { id: 'state', head: t('status'), cell: (one) => t(`webhooks.state.${one.state}`) },
            {
              id: 'succeeded',
              head: t('webhooks.succeeded'),
              cell: (one) => one.succeededAt,
              show: (one) =>
                one.succeededAt === null ? '–' : formatMoment(Date.parse(one.succeededAt), lang),
            },
            {
              id: 'waiting',
              head: t('webhooks.waiting'),
              num: true,
              cell: (one) => one.waiting,
              show: (one) => formatNumber(one.waiting, lang),
            },
          ]}
        />
      )}
      {open === NEW && <WebhookForm onAdded={changed} onClose={close} />}
      {shown && <WebhookDrawer key={shown.id} webhook={shown} onChanged={changed} onClose={close} />}
    </>
  );
}
