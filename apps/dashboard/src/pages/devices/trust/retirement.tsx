import { type ReactNode, useContext, useId } from 'react';
import { usePerson } from '../../../admin/person.js';
import { useMayAt } from '../../../admin/places.js';
import { getJson, sendJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { useAction } from '../../../form/use-action.js';
import { LiveContext } from '../../../live/use-live.js';
import { useTexts } from '../texts.js';
import { WithReason } from './with-reason.js';

/** For who may: takes a device out of service for good. The virtual city's go and come with it. */
export function Retirement({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const id = useId();
  const action = useAction();
  const store = useContext(LiveContext);
  const mayChange = useMayAt()('devices.write', device.station);
  const [person] = usePerson();
  if (!mayChange || !device.active || device.virtual) return null;
  const path = `/api/v1/devices/${encodeURIComponent(device.id)}`;
  const retire = async (reason: string): Promise<void> => {
    await action.run(
      async () => {
        await sendJson('POST', `${path}/retirement`, { reason, by: person.trim() });
        store.setDevices([await getJson<Device>(path)]);
      },
      t('retirement.done', { id: device.id }),
    );
  };
  return (
    <section className="devices-part" aria-labelledby={id}>
      <h3 id={id}>{t('retirement')}</h3>
      <WithReason
        action={action}
        text={t('retirement.do')}
        means={t('retirement.means')}
        onDo={(reason) => void retire(reason)}
      />
    </section>
  );
}
