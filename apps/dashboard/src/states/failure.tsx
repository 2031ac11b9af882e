import type { ReactNode } from 'react';
import type { Resource } from '../api/use-resource.js';
import { formatTime } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';

/** What failed, since when, and from when the data is that still shows. Nothing while all is well. */
export function Failure({ resource, what }: { resource: Resource<unknown>; what: string }): ReactNode {
  const { t, lang } = useLocale();
  if (resource.error === null || resource.failingSince === null) return null;
  const error = resource.error.startsWith('/') ? t('error.noAnswer') : resource.error;
  return (
    <p className="failure" role="alert">
      <strong>{t('error.load', { what, error })}</strong>
      {' · '}
      {t('error.since', { time: formatTime(resource.failingSince, lang, true) })}
      {resource.at !== null && ` · ${t('error.kept', { time: formatTime(resource.at, lang, true) })}`}
    </p>
  );
}
