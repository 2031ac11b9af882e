import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { ID_PATTERN } from '../register/device-fields.js';
import { useTexts } from '../texts.js';

type NewCredential = Schemas['NewCredential'];

/** Registers a gateway, whose credential is shown this once. */
export function GatewayForm({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const action = useAction();
  const [id, setId] = useState('');
  const [made, setMade] = useState<NewCredential | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const added = await action.run(() => sendJson<NewCredential>('POST', '/api/v1/gateways', { id }));
    if (added === null) return;
    setMade(added);
    onAdded();
  };
  if (made !== null)
    return (
      <Modal kind="dialog" title={t('registered', { id: made.id })} onClose={onClose}>
        <ShownOnce label={t('credential')} secret={made.credential} keep={t('credential.keep')} />
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            {common('close')}
          </button>
        </div>
      </Modal>
    );
  return (
    <Modal kind="dialog" title={t('gateways.add')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={t('gateways.id')} hint={t('id.hint')} error={action.errorAt('id')}>
          {(control) => (
            <input
              {...control}
              required
              pattern={ID_PATTERN}
              spellCheck={false}
              value={id}
              onChange={(event) => setId(event.target.value.trim())}
            />
          )}
        </Field>
        <FormEnd action={action} text={t('gateways.add')} onCancel={onClose} />
      </form>
    </Modal>
  );
}
