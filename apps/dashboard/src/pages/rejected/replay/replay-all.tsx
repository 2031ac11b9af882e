import { type ReactNode, useState } from 'react';
import { Modal } from '../../../dialog/modal.js';
import { useLocale } from '../../../i18n/locale.js';
import { useTexts } from '../texts.js';
import { ReplayOutcome } from './replay-outcome.js';
import { type ReplayFilter, useReplay } from './use-replay.js';

/** Puts all rejected messages that fit back into the log, and says what became of them. */
export function ReplayAll({ filter, onDone }: { filter: ReplayFilter; onDone: () => void }): ReactNode {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('replay.all')}
      </button>
      {open && <ReplayDialog filter={filter} onClose={close} />}
    </>
  );
}

function ReplayDialog({ filter, onClose }: { filter: ReplayFilter; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common, word } = useLocale();
  const { device, reason } = filter;
  const what = [device, reason === undefined ? undefined : word('reason', reason)]
    .filter((one) => one !== undefined)
    .join(' · ');
  const { busy, begin, replaying } = useReplay(filter);
  return (
    <Modal kind="dialog" title={t('replay.all.title', { what })} onClose={onClose}>
      <p>{t('replay.all.means')}</p>
      {replaying && <ReplayOutcome replaying={replaying} />}
      <div className="actions">
        {replaying === null && (
          <button type="button" className="button primary" disabled={busy} onClick={() => void begin()}>
            {t('replay.do')}
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </Modal>
  );
}
