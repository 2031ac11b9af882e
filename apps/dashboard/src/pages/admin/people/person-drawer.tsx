import type { Schemas } from '@app/api-client';
import { type ReactNode, useState } from 'react';
import type { Grant } from '../../../admin/session.js';
import { sendJson } from '../../../api/client.js';
import { Modal } from '../../../dialog/modal.js';
import { Confirm } from '../../../form/confirm.js';
import { Problems } from '../../../form/problems.js';
import { ShownOnce } from '../../../form/shown-once.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { GrantsField } from './grants-field.js';

type Person = Schemas['Person'];
type NewPerson = Schemas['NewPerson'];

/** Somebody's roles, and whether they may sign in at all. */
export function PersonDrawer({
  person,
  onChanged,
  onClose,
}: {
  person: Person;
  onChanged: () => void;
  onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  const action = useAction();
  const [roles, setRoles] = useState<readonly Grant[]>(person.roles);
  const [secret, setSecret] = useState<string | null>(null);
  const change = async (body: object, done: string): Promise<void> => {
    const path = `/api/v1/people/${encodeURIComponent(person.id)}`;
    const changed = await action.run(() => sendJson<NewPerson>('PATCH', path, body), done);
    if (changed === null) return;
    setSecret(changed.secret);
    onChanged();
  };
  const time = (text: string | null): string => (text === null ? '–' : formatMoment(Date.parse(text), lang));
  return (
    <Modal kind="drawer" wide title={person.name} onClose={onClose}>
      <p>
        {person.email} · {t('people.seen')}: {time(person.signedInAt)}
        {person.blocked && <strong className="bad"> · {t('people.blocked')}</strong>}
      </p>
      <GrantsField grants={roles} onChange={setRoles} />
      <Problems error={action.error} />
      {secret !== null && (
        <ShownOnce label={t('people.secret')} secret={secret} keep={t('people.secret.keep')} />
      )}
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={action.busy}
          onClick={() => void change({ roles }, t('people.changed'))}
        >
          {t('people.roles.save')}
        </button>
        <button
          type="button"
          className="button"
          disabled={action.busy}
          onClick={() => void change({ newSecret: true }, t('people.secret.renewed'))}
        >
          {t('people.secret.renew')}
        </button>
        {person.blocked ? (
          <button
            type="button"
            className="button"
            disabled={action.busy}
            onClick={() => void change({ blocked: false }, t('people.changed'))}
          >
            {t('people.unblock')}
          </button>
        ) : (
          <Confirm
            text={t('people.block')}
            question={t('people.block.means')}
            busy={action.busy}
            onYes={() => void change({ blocked: true }, t('people.changed'))}
          />
        )}
        <button type="button" className="button" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </Modal>
  );
}
