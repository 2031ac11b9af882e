import { useCallback, useState } from 'react';
import { askToSignIn } from '../admin/session.js';
import { ApiError } from '../api/problem.js';
import { useLocale } from '../i18n/locale.js';
import { toast } from '../toast/toast.js';

/** Something that a person sets going: whether it runs, and what went wrong, also by field. */
export interface Action {
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** What is wrong with a field, by its path in the body, or null. */
  readonly errorAt: (path: string) => string | null;
  /** Runs; a success is told by `done`, a failure by `error` and a toast. Null after a failure. */
  readonly run: <T>(work: () => Promise<T>, done?: string) => Promise<T | null>;
  readonly clear: () => void;
}

/** For buttons that change something. Asks for the administrator's key where the server wants it. */
export function useAction(): Action {
  const { t } = useLocale();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = useCallback(
    async <T>(work: () => Promise<T>, done?: string): Promise<T | null> => {
      setBusy(true);
      setError(null);
      try {
        const result = await work();
        if (done !== undefined) toast('good', done);
        return result;
      } catch (thrown) {
        const failure = thrown instanceof ApiError ? thrown : new ApiError(0, String(thrown));
        setError(failure);
        if (failure.status === 401) askToSignIn();
        else toast('bad', failure.status === 0 ? t('error.noAnswer') : failure.message);
        return null;
      } finally {
        setBusy(false);
      }
    },
    [t],
  );
  const errorAt = (path: string): string | null =>
    error?.errors.find((one) => one.path === path)?.message ?? null;
  return { busy, error, errorAt, run, clear: () => setError(null) };
}
