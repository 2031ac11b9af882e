import type { ReplyOf } from '@app/api-client';
import { type ReactNode, useId } from 'react';
import { useMayAt } from '../../../admin/places.js';
import { getJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { equationOf } from '../../../ledger/equation.js';
import { useLive } from '../../../live/use-live.js';
import { PayloadView } from '../../../payload/payload-view.js';
import { Failure } from '../../../states/failure.js';
import { Empty, Ghost } from '../../../states/states.js';
import { useTexts } from '../texts.js';

type Payload = ReplyOf<'get', '/api/v1/devices/{id}/last-payload'>;

/** The device's newest message as it came, read again whenever one is received. */
export function LastPayload({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const id = useId();
  const store = useLive();
  const mayRead = useMayAt()('payloads.read', device.station);
  const { received } = equationOf([...store.ledger.values()].filter((item) => item.device === device.id));
  const isKnown = received > 0 || device.lastSeen !== null;
  const path = `/api/v1/devices/${encodeURIComponent(device.id)}/last-payload`;
  const last = useKept(
    useResource(mayRead && isKnown ? `${path}|${received}` : null, (signal) =>
      getJson<Payload>(path, {}, signal),
    ),
  );
  if (!mayRead) return null;
  return (
    <section className="devices-part" aria-labelledby={id}>
      <h3 id={id}>{t('payload')}</h3>
      <Failure resource={last} what={t('payload')} />
      {!isKnown ? (
        <Empty title={t('payload.none')} />
      ) : last.data === null ? (
        last.error === null && <Ghost lines={3} />
      ) : (
        <>
          <p className="muted">
            {formatMoment(Date.parse(last.data.at), lang)} · {last.data.topic} · {last.data.inlet}
            {last.data.refused !== null && ` · ${last.data.refused}`}
          </p>
          <PayloadView key={last.data.at} bytes={last.data.bytes} />
        </>
      )}
    </section>
  );
}
