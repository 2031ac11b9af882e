import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useContext, useState } from 'react';
import { getList, sendOpenly } from '../../../api/client.js';
import { ApiError } from '../../../api/problem.js';
import type { Device } from '../../../api/types.js';
import { Modal } from '../../../dialog/modal.js';
import { Field } from '../../../form/field.js';
import { FormEnd } from '../../../form/form-end.js';
import { Segments } from '../../../form/segments.js';
import { useAction } from '../../../form/use-action.js';
import { LiveContext } from '../../../live/use-live.js';
import { useCity } from '../../../shell/city.js';
import { type PlaceDraft, PlaceFields } from '../register/place-fields.js';
import { Registered } from '../register/registered.js';
import type { NewDevice } from '../register/register-form.js';
import { StationChoice } from '../register/station-choice.js';
import { useTexts } from '../texts.js';

type Where = 'new' | 'known' | 'code';

const PLACES: readonly Where[] = ['new', 'known', 'code'];

/** Whoever installs a device registers it by its claim code, without an account; then as after a registration. */
export function ClaimDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useTexts();
  const city = useCity();
  const store = useContext(LiveContext);
  const [made, setMade] = useState<NewDevice | null>(null);
  const claimed = async ({ id, credential, station }: Schemas['ClaimedDevice']): Promise<void> => {
    city.reload();
    const devices = await getList<Device>('/api/v1/devices');
    store.setDevices(devices);
    const { profile = '', cadence = 60 } = devices.find((one) => one.id === id) ?? {};
    setMade({ id, credential, station, profile, cadence });
  };
  return (
    <Modal kind="dialog" wide title={made ? t('registered', { id: made.id }) : t('claim')} onClose={onClose}>
      {made ? (
        <Registered device={made} onClose={onClose} />
      ) : (
        <ClaimForm onClaimed={(device) => void claimed(device)} onCancel={onClose} />
      )}
    </Modal>
  );
}

function ClaimForm({
  onClaimed,
  onCancel,
}: {
  onClaimed: (device: Schemas['ClaimedDevice']) => void;
  onCancel: () => void;
}): ReactNode {
  const t = useTexts();
  const action = useAction();
  const [claimCode, setClaimCode] = useState('');
  const [where, setWhere] = useState<Where>('new');
  const [place, setPlace] = useState<PlaceDraft>({ name: '', lat: '', lon: '' });
  const [station, setStation] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { name, lat, lon } = place;
    const body = {
      claimCode,
      ...(where === 'new' && { place: { name, lat: Number(lat), lon: Number(lon) } }),
      ...(where === 'known' && { station }),
    };
    const device = await action.run(async () => {
      try {
        return await sendOpenly<Schemas['ClaimedDevice']>('/api/v1/claims', body);
      } catch (error) {
        // Not the person is unknown but the code; why it isn't good nobody is told.
        if (error instanceof ApiError && error.status === 401) throw new ApiError(400, t('claim.bad'));
        throw error;
      }
    });
    if (device) onClaimed(device);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className="muted">{t('claim.about')}</p>
      <Field label={t('claim.code')} hint={t('claim.code.hint')} error={action.errorAt('claimCode')}>
        {(control) => (
          <input
            {...control}
            required
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            placeholder="7K2M-9QPX-…"
            value={claimCode}
            onChange={(event) => setClaimCode(event.target.value)}
          />
        )}
      </Field>
      <Segments
        label={t('where')}
        value={where}
        onChange={setWhere}
        options={PLACES.map((id) => ({ id, text: t(`where.${id}`) }))}
      />
      {where === 'new' && (
        <div className="devices-form">
          <PlaceFields
            place={place}
            errorAt={(path) => action.errorAt(`place.${path}`)}
            onChange={(change) => setPlace({ ...place, ...change })}
          />
        </div>
      )}
      {where === 'known' && <StationChoice kind={null} chosen={station} onChange={setStation} />}
      <FormEnd action={action} text={t('claim.do')} onCancel={onCancel} />
    </form>
  );
}
