import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useLocale } from '../i18n/locale.js';

interface Props {
  /** A drawer comes in from the side, for reading on; a dialog stands in the middle, for an answer. */
  readonly kind: 'drawer' | 'dialog';
  readonly title: string;
  readonly onClose: () => void;
  /** Beside the title, e.g. a CSV button. */
  readonly head?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A modal window: the browser keeps the focus in it and gives it back; Escape or a press beside it closes it. */
export function Modal({ kind, title, onClose, head, wide = false, children }: Props): ReactNode {
  const { t } = useLocale();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${kind} ${wide ? 'wide' : ''}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="modal-body">
        <div className="card-head">
          <h2 id={id}>{title}</h2>
          {head}
          <button
            type="button"
            className="icon"
            aria-label={t('close')}
            title={t('close')}
            onClick={() => dialog.current?.close()}
          >
            ✕
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
