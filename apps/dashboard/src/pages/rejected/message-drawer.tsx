import type { ReactNode } from 'react';
import { useRights } from '../../admin/session.js';
import { sendJson } from '../../api/client.js';
import type { Rejected } from '../../api/types.js';
import { Modal } from '../../dialog/modal.js';
import { useAction } from '../../form/use-action.js';
import { formatMoment, formatNumber } from '../../i18n/formats.js';
import { useLocale } from '../../i18n/locale.js';
import { PayloadView } from '../../payload/payload-view.js';
import { setOwn, useHref } from '../../route/route.js';
import { useTexts } from './texts.js';

/** A rejected message: why, where it lies in the log, its bytes as text, and what to do about it. */
export function MessageDrawer({
  message,
  onClose,
  onChanged,
}: {
  message: Rejected;
  onClose: () => void;
  onChanged: () => void;
}): ReactNode {
  const t = useTexts();
  const { t: common, lang, word } = useLocale();
  const { may } = useRights();
  const href = useHref();
  const action = useAction();
  const replay = async (): Promise<void> => {
    const done = await action.run(
      () => sendJson('POST', '/api/v1/rejected/replay', { position: message.position }),
      t('replay.done'),
    );
    if (done !== null) onChanged();
  };
  const facts: readonly (readonly [string, ReactNode])[] = [
    [common('rej.at'), formatMoment(Date.parse(message.at), lang)],
    [
      common('dev.device'),
      <a key="device" href={href('/thiet-bi', {}, { device: message.device })}>
        {message.device}
      </a>,
    ],
    [t('topic'), message.topic === '' ? '–' : message.topic],
    [t('element'), message.index === null ? t('element.whole') : t('element.n', { n: message.index + 1 })],
    [t('position'), message.position],
  ];
  return (
    <Modal kind="drawer" wide title={word('reason', message.reason)} onClose={onClose}>
      <p className="failure">{message.detail}</p>
      <p className="muted">{t(`help.${message.reason}`)}</p>
      <dl className="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <PayloadView bytes={message.bytes} />
      {may('payloads.read') && (
        <p>
          <button
            type="button"
            className="link"
            onClick={() => setOwn({ message: undefined, mapping: message.device })}
          >
            {t('mapping.of', { device: message.device })}
          </button>
        </p>
      )}
      {message.replayedAt !== null ? (
        <p className="good">
          ✓ {t('replayed')}: {formatMoment(Date.parse(message.replayedAt), lang)}
        </p>
      ) : (
        may('rejected.replay') && (
          <div className="actions">
            <button
              type="button"
              className="button primary"
              disabled={action.busy}
              onClick={() => void replay()}
            >
              {t('replay.one')}
            </button>
            <span className="muted">{t('replay.means', { n: formatNumber(1, lang) })}</span>
          </div>
        )
      )}
    </Modal>
  );
}
