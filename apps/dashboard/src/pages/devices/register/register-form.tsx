import { type FormEvent, type ReactNode, useState } from 'react';
import { sendJson } from '../../../api/client.js';
import { Segments } from '../../../form/segments.js';
import { useAction } from '../../../form/use-action.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { Failure } from '../../../states/failure.js';
import { useProfiles } from '../../../devices/measures.js';
import { useTexts } from '../texts.js';
import { type DeviceDraft, DeviceFields, newDeviceDraft } from './device-fields.js';
import { newStationDraft, type StationDraft, StationFields, stationBody } from './station-fields.js';
import { StationChoice } from './station-choice.js';

/** A device just registered, with the credential that is shown this once. */
export interface NewDevice {
  readonly id: string;
  readonly credential: string;
  readonly profile: string;
  readonly cadence: number;
  readonly station: string;
}

/** Station, then device; a station that was made stays chosen when the device is refused. */
export function RegisterForm({
  onRegistered,
  onCancel,
}: {
  onRegistered: (device: NewDevice) => void;
  onCancel: () => void;
}): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const city = useCity();
  const profiles = useProfiles();
  const action = useAction();
  const [where, setWhere] = useState<'new' | 'known'>('new');
  const [station, setStation] = useState<StationDraft>(newStationDraft);
  const [known, setKnown] = useState('');
  const [device, setDevice] = useState<DeviceDraft>(newDeviceDraft);
  const profile = profiles.data?.find((one) => one.id === device.profile);
  const cadence = device.cadence === '' ? (profile?.cadence ?? 60) : Number(device.cadence);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const made = await action.run(async () => {
      let at = known;
      if (where === 'new') {
        await sendJson('POST', '/api/v1/stations', stationBody(station, profile?.family ?? ''));
        at = station.id;
        setWhere('known');
        setKnown(at);
        city.reload();
      }
      const { id, gateway } = device;
      const body = { id, station: at, profile: device.profile, cadence, ...(gateway !== '' && { gateway }) };
      const { credential } = await sendJson<{ credential: string }>('POST', '/api/v1/devices', body);
      return { id, credential, profile: device.profile, cadence, station: at };
    });
    if (made) onRegistered(made);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Failure resource={profiles} what={t('profile')} />
      <fieldset className="devices-step">
        <legend>1 · {t('what')}</legend>
        <DeviceFields
          draft={device}
          profiles={profiles.data ?? []}
          usualCadence={profile?.cadence ?? 60}
          errorAt={where === 'new' ? () => null : action.errorAt}
          onChange={setDevice}
        />
      </fieldset>
      <fieldset className="devices-step">
        <legend>2 · {t('where')}</legend>
        <Segments
          label={t('where')}
          value={where}
          onChange={setWhere}
          options={[
            { id: 'new', text: t('where.new') },
            { id: 'known', text: t('where.known') },
          ]}
        />
        {where === 'new' ? (
          <StationFields
            draft={station}
            traffic={profile?.family === 'traffic'}
            errorAt={action.errorAt}
            onChange={setStation}
          />
        ) : (
          <StationChoice kind={profile?.family ?? null} chosen={known} onChange={setKnown} />
        )}
      </fieldset>
      {action.error && action.error.errors.length === 0 && action.error.status !== 401 && (
        <p className="failure" role="alert">
          {action.error.message}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button primary" disabled={action.busy || profiles.data === null}>
          {t('register.do')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {common('cancel')}
        </button>
      </div>
    </form>
  );
}
