import { type FormEvent, type ReactNode, useState } from 'react';
import { getJson } from '../api/client.js';
import { ApiError } from '../api/problem.js';
import { Modal } from '../dialog/modal.js';
import { Field } from '../form/field.js';
import { useLocale } from '../i18n/locale.js';
import { toast } from '../toast/toast.js';
import { keepAdminKey } from './admin-key.js';

/** Takes the administrator's key, tries it, and keeps it until the tab is closed. */
export function SignIn({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useLocale();
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    keepAdminKey(key.trim());
    try {
      const { kind } = await getJson<{ kind: string }>('/api/v1/session');
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
    <Modal kind="dialog" title={t('admin.signIn')} onClose={onClose}>
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
          <button type="submit" className="button primary" disabled={busy}>
            {t('admin.signIn')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Modal>
  );
}
