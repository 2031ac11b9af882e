import { type FormEvent, type ReactNode, useState } from 'react';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { Choices } from './choices.js';
import { EVENTS, FINALITIES, type NewWebhook } from './webhook.js';

/** Adds a receiver; the secret that its signatures are checked with is shown this once. */
export function WebhookForm({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common, word } = useLocale();
  const action = useAction();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly string[]>(['alarm']);
  const [finalities, setFinalities] = useState<readonly string[]>(['final', 'signed']);
  const [made, setMade] = useState<NewWebhook | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { name, url, events, finalities };
    const added = await action.run(() => sendJson<NewWebhook>('POST', '/api/v1/webhooks', body));
    if (added === null) return;
    setMade(added);
    onAdded();
  };
  if (made !== null)
    return (
      <Modal kind="dialog" wide title={made.name} onClose={onClose}>
        <ShownOnce label={t('webhooks.secret')} secret={made.secret} keep={t('webhooks.secret.keep')} />
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            {common('close')}
          </button>
        </div>
      </Modal>
    );
  return (
    <Modal kind="dialog" wide title={t('webhooks.add')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="admin-form">
          <Field label={t('name')} error={action.errorAt('name')}>
            {(control) => (
              <input
                {...control}
                required
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('webhooks.url')} hint={t('webhooks.url.hint')} error={action.errorAt('url')}>
            {(control) => (
              <input
                {...control}
                type="url"
                required
                maxLength={2000}
                placeholder="https://…"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Choices
          label={t('webhooks.events')}
          options={EVENTS.map((id) => ({ id, text: t(`webhooks.event.${id}`) }))}
          chosen={events}
          onChange={setEvents}
        />
        {events.includes('kpi') && (
          <Choices
            label={t('webhooks.finalities')}
            options={FINALITIES.map((id) => ({ id, text: word('finality', id) }))}
            chosen={finalities}
            onChange={setFinalities}
          />
        )}
        <FormEnd action={action} text={t('webhooks.add.do')} ready={events.length > 0} onCancel={onClose} />
      </form>
    </Modal>
  );
}
