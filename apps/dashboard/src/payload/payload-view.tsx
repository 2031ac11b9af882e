import { type ReactNode, useState } from 'react';
import { Segments } from '../form/segments.js';
import { formatNumber } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { payloadOf } from './payload.js';

/** A message's bytes (base64) as text or as they are. */
export function PayloadView({ bytes }: { bytes: string }): ReactNode {
  const { t, lang } = useLocale();
  const payload = payloadOf(bytes);
  const [look, setLook] = useState<'text' | 'hex'>(payload.text === null ? 'hex' : 'text');
  return (
    <>
      <div className="card-head">
        <h3>{t('payload', { n: formatNumber(payload.length, lang) })}</h3>
        <Segments
          label={t('payload.look')}
          value={look}
          onChange={setLook}
          options={[
            { id: 'text', text: t('payload.text') },
            { id: 'hex', text: t('payload.hex') },
          ]}
        />
      </div>
      <pre className="payload" tabIndex={0}>
        {look === 'hex' ? payload.hex : (payload.text ?? t('payload.binary'))}
      </pre>
    </>
  );
}
