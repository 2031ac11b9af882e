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
import { GrantsField } from '../people/grants-field.js';
import { useTexts } from '../texts.js';

type NewApiKey = Schemas['NewApiKey'];

/** A key for another system, which is shown this once. */
export function ApiKeyForm({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const action = useAction();
  const [name, setName] = useState('');
  const [days, setDays] = useState('365');
  const [roles, setRoles] = useState<readonly Grant[]>([{ role: 'viewer', area: null }]);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { name, roles, days: Number(days) };
    const added = await action.run(() => sendJson<NewApiKey>('POST', '/api/v1/api-keys', body));
    if (added === null) return;
    setMade(added);
    onAdded();
  };
  return (
    <Modal kind="dialog" wide title={made === null ? t('keys.add') : name} onClose={onClose}>
      {made === null ? (
        <form onSubmit={(event) => void submit(event)}>
          <div className="admin-form">
            <Field label={t('keys.name')} hint={t('keys.name.hint')} error={action.errorAt('name')}>
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
            <Field label={t('keys.days')} error={action.errorAt('days')}>
              {(control) => (
                <input
                  {...control}
                  type="number"
                  min={1}
                  max={3650}
                  required
                  value={days}
                  onChange={(event) => setDays(event.target.value)}
                />
              )}
            </Field>
          </div>
          <GrantsField grants={roles} onChange={setRoles} />
          <FormEnd action={action} text={t('keys.add.do')} ready={roles.length > 0} onCancel={onClose} />
        </form>
      ) : (
        <>
          <ShownOnce label={t('keys.key')} secret={made.key} keep={t('keys.keep')} />
          <div className="actions">
            <button type="button" className="button primary" onClick={onClose}>
              {common('close')}
            </button>
          </div>
        </>
      )}
    </Modal>
  );
}
