import { type ReactNode, useState } from 'react';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Confirm } from '../../../form/confirm.js';
import { Problems } from '../../../form/problems.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useAction } from '../../../form/use-action.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { Deliveries } from './deliveries.js';
import type { Answer, NewWebhook, Webhook } from './webhook.js';

/** One receiver: tried, paused, given another secret, removed; and what it was sent. */
export function WebhookDrawer({
  webhook,
  onChanged,
  onClose,
}: {
  webhook: Webhook;
  onChanged: () => void;
  onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const path = `/api/v1/webhooks/${webhook.id}`;
  const test = async (): Promise<void> =>
    setAnswer(await action.run(() => sendJson<Answer>('POST', `${path}/test`)));
  const renew = async (): Promise<void> => {
    const renewed = await action.run(() => sendJson<NewWebhook>('POST', `${path}/secret`));
    if (renewed) setSecret(renewed.secret);
  };
  const turn = async (): Promise<void> => {
    const { name, url, events, areas, kpis, devices, periods, finalities, severities } = webhook;
    const state = webhook.state === 'active' ? 'paused' : 'active';
    const body = { name, url, events, areas, kpis, devices, periods, finalities, severities, state };
    const done = await action.run(() => sendJson('PUT', path, body), t(`webhooks.state.${state}`));
    if (done !== null) onChanged();
  };
  const remove = async (): Promise<void> => {
    const done = await action.run(async () => {
      await sendJson('DELETE', path);
      return true;
    }, t('webhooks.removed'));
    if (!done) return;
    onChanged();
    onClose();
  };
  const button = (text: string, work: () => Promise<void>, look = 'button'): ReactNode => (
    <button type="button" className={look} disabled={action.busy} onClick={() => void work()}>
      {text}
    </button>
  );
  return (
    <Modal kind="drawer" wide title={webhook.name} onClose={onClose}>
      <p>
        <code className="admin-detail">{webhook.url}</code> · {t(`webhooks.state.${webhook.state}`)}
        {webhook.reason !== null && <span className="bad"> · {webhook.reason}</span>}
      </p>
      <div className="actions">
        {button(t('webhooks.test'), test, 'button primary')}
        {button(t(webhook.state === 'active' ? 'webhooks.pause' : 'webhooks.resume'), turn)}
        {button(t('webhooks.renew'), renew)}
        <Confirm
          text={t('webhooks.remove')}
          question={t('webhooks.remove.ask')}
          busy={action.busy}
          onYes={() => void remove()}
        />
      </div>
      <Problems error={action.error} />
      {answer && <Told answer={answer} />}
      {secret !== null && (
        <ShownOnce label={t('webhooks.secret')} secret={secret} keep={t('webhooks.secret.keep')} />
      )}
      <Deliveries webhook={webhook.id} />
    </Modal>
  );
}

/** What the receiver said to a test event. */
function Told({ answer }: { answer: Answer }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const { status, error, body, tookMs } = answer;
  const isGood = status !== null && status >= 200 && status < 300;
  return (
    <div role="status" className="admin-part">
      <p className={isGood ? 'good' : 'bad'}>
        <strong>
          {isGood ? '✓' : '✗'} {status ?? ''} {error ?? ''}
        </strong>{' '}
        {t('webhooks.took', { ms: formatNumber(Math.round(tookMs), lang) })}
      </p>
      {body !== '' && <pre tabIndex={0}>{body}</pre>}
    </div>
  );
}
