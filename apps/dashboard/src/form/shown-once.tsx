import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import { CopyText } from './copy-text.js';

/** A secret that the server tells this once; `keep` says where to put it. */
export function ShownOnce({
  label,
  secret,
  keep,
}: {
  label: string;
  secret: string;
  keep: string;
}): ReactNode {
  const { t } = useLocale();
  return (
    <div className="shown-once" role="status">
      <p>
        <strong>{t('shownOnce')}</strong> {keep}
      </p>
      <CopyText label={label} text={secret} />
    </div>
  );
}
