import { type ReactNode, useState } from 'react';
import { useLocale } from '../i18n/locale.js';

/** A line to take along, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }): ReactNode {
  const { t } = useLocale();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <figure className="copy-text">
      <figcaption>
        <span>{label}</span>
        {/* Only secure pages and those of this machine may write to the clipboard. */}
        {isSecureContext && (
          <button type="button" className="link" onClick={() => void copy()}>
            {copied ? `✓ ${t('copied')}` : t('copy')}
            <span className="hidden">: {label}</span>
          </button>
        )}
      </figcaption>
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}
