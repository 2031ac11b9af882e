import type { ReactNode } from 'react';
import { useMayAt } from '../../admin/places.js';
import { Modal } from '../../dialog/modal.js';
import { useLive } from '../../live/use-live.js';
import { Empty, Ghost } from '../../states/states.js';
import { DeviceFacts } from './detail/device-facts.js';
import { DeviceLedger } from './detail/device-ledger.js';
import { DeviceReadings } from './detail/device-readings.js';
import { Exclusions } from './detail/exclusions.js';
import { HowToSend } from './detail/how-to-send.js';
import { LastPayload } from './detail/last-payload.js';
import { useTexts } from './texts.js';
import { Credentials } from './trust/credentials.js';
import { Quarantine } from './trust/quarantine.js';
import { Retirement } from './trust/retirement.js';

/** One device: freshness, readings, ledger, last message, times that don't count, trust, and how it sends. */
export function DeviceDrawer({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const t = useTexts();
  const store = useLive();
  const device = store.devices.get(id);
  const mayAt = useMayAt();
  return (
    <Modal kind="drawer" wide title={id} onClose={onClose}>
      {device ? (
        <>
          <DeviceFacts device={device} />
          {device.quarantine !== null && <Quarantine device={device} />}
          <DeviceReadings device={device} />
          <DeviceLedger device={device} />
          <LastPayload device={device} />
          <Exclusions device={device} />
          {device.quarantine === null && <Quarantine device={device} />}
          {mayAt('devices.write', device.station) && <Credentials kind="devices" id={device.id} />}
          <Retirement device={device} />
          <HowToSend device={device} />
        </>
      ) : store.devices.size === 0 ? (
        <Ghost lines={6} />
      ) : (
        <Empty title={t('unknown', { id })}>
          <p>{t('unknown.do')}</p>
        </Empty>
      )}
    </Modal>
  );
}
