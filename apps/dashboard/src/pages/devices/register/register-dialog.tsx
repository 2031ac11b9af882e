import { type ReactNode, useContext, useState } from 'react';
import { getList } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { Modal } from '../../../dialog/modal.js';
import { LiveContext } from '../../../live/use-live.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';
import { type NewDevice, RegisterForm } from './register-form.js';
import { Registered } from './registered.js';

/** A new device: where it stands, what it is, then its credential and its first reading. */
export function RegisterDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTexts();
  const city = useCity();
  const store = useContext(LiveContext);
  const [made, setMade] = useState<NewDevice | null>(null);
  const registered = async (device: NewDevice): Promise<void> => {
    setMade(device);
    city.reload();
    store.setDevices(await getList<Device>('/api/v1/devices'));
  };
  return (
    <Modal
      kind="dialog"
      wide
      title={made ? t('registered', { id: made.id }) : t('register')}
      onClose={onClose}
    >
      {made ? (
        <Registered device={made} onClose={onClose} />
      ) : (
        <RegisterForm onRegistered={(device) => void registered(device)} onCancel={onClose} />
      )}
    </Modal>
  );
}
