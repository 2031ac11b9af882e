import { type ReactNode, useState } from 'react';
import { getJson, sendJson } from '../../../api/client.js';
import type { Page } from '../../../api/types.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment, formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { DataTable } from '../../../table/data-table.js';
import { useTexts } from '../texts.js';
import type { Delivery } from './webhook.js';

const SHOWN = 200;

/** The newest deliveries of a webhook with the last answer; what failed can be sent again. */
export function Deliveries({ webhook }: { webhook: number }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const action = useAction();
  const [changes, setChanges] = useState(0);
  const path = `/api/v1/webhooks/${webhook}/deliveries`;
  const list = useKept(
    useResource(
      `${path}|${changes}`,
      (signal) => getJson<Page<Delivery>>(path, { limit: SHOWN }, signal),
      5000,
    ),
  );
  const again = async (one: Delivery): Promise<void> => {
    const done = await action.run(
      () => sendJson('POST', `${path}/${one.id}/redeliver`),
      t('webhooks.redelivered'),
    );
    if (done !== null) setChanges(changes + 1);
  };
  if (list.data === null && list.error === null) return <Ghost lines={3} />;
  return (
    <>
      <Failure resource={list} what={t('webhooks.deliveries')} />
      <DataTable
        title={t('webhooks.deliveries')}
        heading="h3"
        file={`webhook-${webhook}`}
        short
        rows={list.data?.items ?? []}
        rowKey={(one) => String(one.id)}
        empty={<Empty title={t('webhooks.deliveries.none')} />}
        columns={[
          {
            id: 'at',
            head: t('audit.at'),
            rowHead: true,
            cell: (one) => one.madeAt,
            show: (one) => formatMoment(Date.parse(one.madeAt), lang),
          },
          { id: 'type', head: t('webhooks.type'), cell: (one) => typeOf(one) },
          { id: 'state', head: t('status'), cell: (one) => t(`webhooks.delivery.${one.state}`) },
          {
            id: 'attempts',
            head: t('webhooks.attempts'),
            num: true,
            cell: (one) => one.attempts,
            show: (one) => formatNumber(one.attempts, lang),
          },
          {
            id: 'answer',
            head: t('webhooks.answer'),
            cell: (one) => one.answer?.status ?? one.error ?? one.answer?.error ?? null,
          },
          {
            id: 'again',
            head: t('do'),
            cell: () => null,
            show: (one) =>
              one.state === 'waiting' ? (
                '–'
              ) : (
                <button type="button" className="link" disabled={action.busy} onClick={() => void again(one)}>
                  {t('webhooks.redeliver')}
                </button>
              ),
          },
        ]}
      />
    </>
  );
}

function typeOf({ event }: Delivery): string {
  return typeof event['type'] === 'string' ? event['type'] : '';
}
