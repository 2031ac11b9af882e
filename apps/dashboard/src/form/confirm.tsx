import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocale } from '../i18n/locale.js';

interface Props {
  /** On the button that asks. */
  readonly text: string;
  /** What will happen, to be read before it does. */
  readonly question: string;
  readonly look?: string;
  readonly busy: boolean;
  readonly onYes: () => void;
}

/** A button for what can't be taken back: pressed, it says what will happen and waits for a second press. */
export function Confirm({ text, question, look = 'button danger', busy, onYes }: Props): ReactNode {
  const { t } = useLocale();
  const [asking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const no = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // The focus follows what is shown; where nothing was pressed yet it stays where it is.
    if (asking) no.current?.focus();
    else if (wasAsking.current) opener.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // The window around it stays.
    event.preventDefault();
    event.stopPropagation();
    setAsking(false);
  };
  if (!asking)
    return (
      <button ref={opener} type="button" className={look} disabled={busy} onClick={() => setAsking(true)}>
        {text}
      </button>
    );
  return (
    <div className="confirm" role="group" aria-label={question} onKeyDown={onKeyDown}>
      <p>{question}</p>
      <button
        type="button"
        className="button danger"
        disabled={busy}
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {text}
      </button>
      <button ref={no} type="button" className="button" onClick={() => setAsking(false)}>
        {t('cancel')}
      </button>
    </div>
  );
}
