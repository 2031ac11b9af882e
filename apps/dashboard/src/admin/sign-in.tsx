import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError } from '../api/problem.js';
import { Modal } from '../dialog/modal.js';
import { Field } from '../form/field.js';
import { useLocale } from '../i18n/locale.js';
import { toast } from '../toast/toast.js';
import { keepAdminKey } from './admin-key.js';
import { loadSession, signInHref, useRights } from './session.js';

/** The ways in: an account with the identity provider, where there is one, and the administrator's key. */
export function SignIn({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useLocale();
  const { session } = useRights();
  const canSignIn = session?.canSignIn === true;
  return (
    <Modal kind="dialog" title={t('admin.signIn')} onClose={onClose}>
      {canSignIn && (
        <>
          <p>
            <a className="button primary" href={signInHref()}>
              {t('admin.person')}
            </a>
          </p>
          <p className="field-hint">{t('admin.person.hint')}</p>
          <h3>{t('admin.orKey')}</h3>
        </>
      )}
      <KeyForm isSecond={canSignIn} onClose={onClose} />
    </Modal>
  );
}

/** Takes the administrator's key, tries it, and keeps it until the tab is closed. */
function KeyForm({ isSecond, onClose }: { isSecond: boolean; onClose: () => void }): ReactNode {
  const { t } = useLocale();
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    keepAdminKey(key.trim());
    try {
      const { kind } = await loadSession();
      if (kind !== 'key') throw new ApiError(401, kind);
      toast('good', t('admin.in'));
      onClose();
    } catch (thrown) {
      keepAdminKey(null);
      setError(thrown instanceof ApiError && thrown.status === 401 ? t('admin.wrong') : t('error.noAnswer'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label={t('admin.key')} hint={t('admin.hint')} error={error}>
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="current-password"
            spellCheck={false}
            required
            pattern="\s*[!-~]+\s*"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      <div className="actions">
        <button type="submit" className={isSecond ? 'button' : 'button primary'} disabled={busy}>
          {t(isSecond ? 'admin.useKey' : 'admin.signIn')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
