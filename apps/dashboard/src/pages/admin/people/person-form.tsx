import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Grant } from '../../../admin/session.js';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { GrantsField } from './grants-field.js';

type NewPerson = Schemas['NewPerson'];

/** Lets somebody in, by the e-mail address that their identity provider has verified. */
export function PersonForm({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const action = useAction();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [localSecret, setLocalSecret] = useState(false);
  const [roles, setRoles] = useState<readonly Grant[]>([{ role: 'viewer', area: null }]);
  const [made, setMade] = useState<NewPerson | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { name, email, roles, localSecret };
    const added = await action.run(
      () => sendJson<NewPerson>('POST', '/api/v1/people', body),
      t('people.added'),
    );
    if (added === null) return;
    onAdded();
    if (added.secret === null) onClose();
    else setMade(added);
  };
  if (made?.secret != null)
    return (
      <Modal kind="dialog" title={made.name} onClose={onClose}>
        <ShownOnce label={t('people.secret')} secret={made.secret} keep={t('people.secret.keep')} />
        <div className="actions">
          <button type="button" className="button primary" onClick={onClose}>
            {common('close')}
          </button>
        </div>
      </Modal>
    );
  return (
    <Modal kind="dialog" wide title={t('people.add')} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <div className="admin-form">
          <Field label={t('people.name')} error={action.errorAt('name')}>
            {(control) => (
              <input
                {...control}
                required
                minLength={2}
                maxLength={120}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('people.email')} hint={t('people.email.hint')} error={action.errorAt('email')}>
            {(control) => (
              <input
                {...control}
                type="email"
                required
                maxLength={200}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
        </div>
        <GrantsField grants={roles} onChange={setRoles} />
        <label className="admin-check">
          <input
            type="checkbox"
            checked={localSecret}
            onChange={(event) => setLocalSecret(event.target.checked)}
          />
          {t('people.localSecret')}
        </label>
        <FormEnd action={action} text={t('people.add.do')} onCancel={onClose} />
      </form>
    </Modal>
  );
}
