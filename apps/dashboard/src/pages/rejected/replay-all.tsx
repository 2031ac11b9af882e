import { type ReactNode, useRef, useState } from 'react';
import { sendJson } from '../../api/client.js';
import { ApiError } from '../../api/problem.js';
import type { Rejected } from '../../api/types.js';
import { Modal } from '../../dialog/modal.js';
import { formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { useTexts } from './texts.js';

interface Progress {
  readonly done: number;
  readonly failed: readonly string[];
  readonly running: boolean;
}

/** Puts the messages shown back into the log, one after the other; can be stopped. */
export function ReplayAll({ items, onDone }: { items: readonly Rejected[]; onDone: () => void }): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  const [asked, setAsked] = useState(false);
  const [progress, setProgress] = useState<Progress>({ done: 0, failed: [], running: false });
  const stopped = useRef(false);
  // A message is replayed whole, so that one of its elements stands for all of them.
  const messages = [...new Map(items.map((one) => [messageOf(one.position), one])).values()];
  const n = (count: number): string => formatNumber(count, lang);
  const run = async (): Promise<void> => {
    stopped.current = false;
    const failed: string[] = [];
    for (const [i, message] of messages.entries()) {
      if (stopped.current) break;
      try {
        await sendJson('POST', '/api/v1/rejected/replay', { position: message.position });
      } catch (error) {
        failed.push(`${message.position}: ${error instanceof ApiError ? error.message : String(error)}`);
      }
      setProgress({ done: i + 1, failed, running: true });
    }
    setProgress((before) => ({ ...before, running: false }));
  };
  const close = (): void => {
    stopped.current = true;
    setAsked(false);
    if (progress.done > 0) onDone();
    setProgress({ done: 0, failed: [], running: false });
  };
  return (
    <>
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {t('replay.all', { n: n(messages.length) })}
      </button>
      {asked && (
        <Modal kind="dialog" title={t('replay.all', { n: n(messages.length) })} onClose={close}>
          <p>{t('replay.means', { n: n(messages.length) })}</p>
          {progress.done > 0 && (
            <p role="status">
              <progress max={messages.length} value={progress.done} aria-label={t('replay.progress')} />{' '}
              {n(progress.done)} / {n(messages.length)}
            </p>
          )}
          {progress.failed.length > 0 && <pre tabIndex={0}>{progress.failed.slice(0, 50).join('\n')}</pre>}
          <div className="actions">
            {progress.done === 0 && !progress.running && (
              <button type="button" className="button primary" onClick={() => void run()}>
                {t('replay.do')}
              </button>
            )}
            <button type="button" className="button" onClick={close}>
              {progress.running ? t('replay.stop') : common('close')}
            </button>
          </div>
        </Modal>
      )}
    </>
  );
}

/** `partition:offset` of a position `partition:offset:index`. */
function messageOf(position: string): string {
  return position.split(':').slice(0, 2).join(':');
}
