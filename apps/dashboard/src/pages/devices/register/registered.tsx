import type { ReactNode } from 'react';
import { ShownOnce } from '../../../form/shown-once.js';
import { formatNumber } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { equationOf } from '../../../ledger/equation.js';
import { useLive } from '../../../live/use-live.js';
import { useHref } from '../../../route/route.js';
import { SendLines } from '../detail/how-to-send.js';
import { useTexts } from '../texts.js';
import type { NewDevice } from './register-form.js';

/** The credential, the lines that work, and the first reading as it arrives. */
export function Registered({ device, onClose }: { device: NewDevice; onClose: () => void }): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  return (
    <>
      <ShownOnce label={t('credential')} secret={device.credential} keep={t('credential.keep')} />
      <h3>{t('send.first')}</h3>
      <SendLines
        device={device.id}
        profile={device.profile}
        cadence={device.cadence}
        credential={device.credential}
      />
      <Arrival device={device.id} station={device.station} />
      <div className="actions">
        <button type="button" className="button primary" onClick={onClose}>
          {common('close')}
        </button>
      </div>
    </>
  );
}

/** Says at once when the first reading is there, and what became of it. */
function Arrival({ device, station }: { device: string; station: string }): ReactNode {
  const t = useTexts();
  const { lang, word } = useLocale();
  const href = useHref();
  const today = equationOf([...useLive().ledger.values()].filter((item) => item.device === device));
  const n = (count: number): string => formatNumber(count, lang);
  const look = today.received === 0 ? '' : today.stored > 0 ? 'arrived' : today.rejected > 0 ? 'refused' : '';
  return (
    <div className={`devices-arrival ${look}`} role="status">
      {today.received === 0 ? (
        <strong>{t('arrival.waiting')}</strong>
      ) : (
        <>
          <strong>
            {t(
              today.stored > 0
                ? 'arrival.stored'
                : today.rejected > 0
                  ? 'arrival.rejected'
                  : 'arrival.working',
            )}
          </strong>
          <span>
            {t('arrival.ledger', {
              received: n(today.received),
              stored: n(today.stored),
              rejected: n(today.rejected),
            })}
          </span>
          {[...today.reasons].map(([reason, count]) => (
            <a key={reason} href={href('/tu-choi', {}, { device, reason })}>
              {word('reason', reason)}: {n(count)}
            </a>
          ))}
          {today.stored > 0 && (
            <span>
              <a href={href('/thiet-bi', {}, { device })}>{t('arrival.device')}</a>
              {' · '}
              <a href={href('/', {}, { station })}>{t('arrival.map')}</a>
            </span>
          )}
        </>
      )}
    </div>
  );
}
