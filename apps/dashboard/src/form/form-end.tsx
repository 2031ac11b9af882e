import type { ReactNode } from 'react';
import type { ApiError } from '../api/problem.js';
import { useLocale } from '../i18n/locale.js';
import { Problems } from './problems.js';

interface Props {
  /** Of the sending: whether it is under way, and why the last one was refused. */
  readonly action: { readonly busy: boolean; readonly error: ApiError | null };
  /** On the button that sends. */
  readonly text: string;
  /** Whether there is something to send. */
  readonly ready?: boolean;
  readonly onCancel: () => void;
}

/** How a form ends: what is wrong with what was sent, the button that sends it, and the one that doesn't. */
export function FormEnd({ action, text, ready = true, onCancel }: Props): ReactNode {
  const { t } = useLocale();
  return (
    <>
      <Problems error={action.error} />
      <div className="actions">
        <button type="submit" className="button primary" disabled={action.busy || !ready}>
          {text}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}
