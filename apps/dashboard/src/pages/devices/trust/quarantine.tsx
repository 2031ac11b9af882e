import { type ReactNode, useContext, useId } from 'react';
import { usePerson } from '../../../admin/person.js';
import { useMayAt } from '../../../admin/places.js';
import { getJson, sendJson } from '../../../api/client.js';
import type { Device } from '../../../api/types.js';
import { Confirm } from '../../../form/confirm.js';
import { Problems } from '../../../form/problems.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { LiveContext } from '../../../live/use-live.js';
import { useTexts } from '../texts.js';
import { WithReason } from './with-reason.js';

/** Whether a device is under suspicion, since when and why; for who may, the way in and out. */
export function Quarantine({ device }: { device: Device }): ReactNode {
  const t = useTexts();
  const id = useId();
  const action = useAction();
  const store = useContext(LiveContext);
  const mayChange = useMayAt()('devices.write', device.station);
  const [person] = usePerson();
  const path = `/api/v1/devices/${encodeURIComponent(device.id)}`;
  const reread = async (): Promise<void> => store.setDevices([await getJson<Device>(path)]);
  const release = async (): Promise<void> => {
    const by = person.trim() === '' ? t('someone') : person.trim();
    await action.run(async () => {
      await sendJson('DELETE', `${path}/quarantine`, undefined, { by });
      await reread();
    }, t('quarantine.released'));
  };
  const begin = async (reason: string): Promise<void> => {
    await action.run(async () => {
      await sendJson('PUT', `${path}/quarantine`, { reason, by: person.trim() });
      await reread();
    }, t('quarantine.begun'));
  };
  if (!mayChange && device.quarantine === null) return null;
  return (
    <section className="devices-part" aria-labelledby={id}>
      <h3 id={id}>{t('quarantine')}</h3>
      {device.quarantine && <Begun quarantine={device.quarantine} />}
      {device.quarantine && <Problems error={action.error} />}
      {mayChange &&
        (device.quarantine ? (
          <Confirm
            text={t('quarantine.release')}
            question={t('quarantine.release.ask', { id: device.id })}
            look="button"
            busy={action.busy}
            onYes={() => void release()}
          />
        ) : (
          <WithReason
            action={action}
            text={t('quarantine.begin')}
            means={t('quarantine.means')}
            onDo={(reason) => void begin(reason)}
          />
        ))}
    </section>
  );
}

function Begun({ quarantine }: { quarantine: NonNullable<Device['quarantine']> }): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const since = formatMoment(Date.parse(quarantine.since), lang);
  return (
    <div className="notice">
      <p>
        <strong>▲ {t('quarantine.since', { since, by: quarantine.by })}</strong> {quarantine.reason}
      </p>
      <p>{t('quarantine.means')}</p>
    </div>
  );
}
