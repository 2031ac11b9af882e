import { type ReactNode, useId } from 'react';
import { getJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { CopyText } from '../../../form/copy-text.js';
import { Failure } from '../../../states/failure.js';
import { useMeasures } from '../../../devices/measures.js';
import { type Endpoints, httpLine, mqttLine, readingText, sampleValues } from '../publish-lines.js';
import { useTexts } from '../texts.js';

/** The lines that send a reading; the credential is shown only when the device is registered. */
export function HowToSend({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const id = useId();
  return (
    <section className="devices-part" aria-labelledby={id}>
      <h3 id={id}>{t('send')}</h3>
      <p className="muted">{t('send.secret')}</p>
      <SendLines
        device={device.id}
        profile={device.profile}
        cadence={device.cadence}
        credential={t('credential.blank')}
      />
    </section>
  );
}

/** A reading over MQTT and over HTTP, ready to paste. */
export function SendLines({
  device,
  profile,
  cadence,
  credential,
}: {
  device: string;
  profile: string;
  cadence: number;
  credential: string;
}): ReactNode {
  const t = useTexts();
  const measures = useMeasures(profile);
  const endpoints = useResource('endpoints', (signal) => getJson<Endpoints>('/api/v1/endpoints', {}, signal));
  if (measures.data === null || endpoints.data === null)
    return <Failure resource={measures.data === null ? measures : endpoints} what={t('send')} />;
  const reading = readingText(sampleValues(measures.data), cadence);
  return (
    <>
      <CopyText label="MQTT" text={mqttLine(endpoints.data, device, credential, reading)} />
      <CopyText label="HTTP" text={httpLine(endpoints.data, device, credential, reading)} />
    </>
  );
}
