import type { ReactNode } from 'react';
import { Field } from '../../../form/field.js';
import { useLocale } from '../../../i18n/locale.js';
import type { Profile } from '../../../devices/measures.js';
import { useTexts } from '../texts.js';

/** What is being entered about a device. */
export interface DeviceDraft {
  readonly id: string;
  readonly profile: string;
  /** Seconds as typed; '' is the profile's usual one. */
  readonly cadence: string;
  readonly gateway: string;
}

export const ID_PATTERN = '[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}';

export function newDeviceDraft(): DeviceDraft {
  return { id: '', profile: 'camera', cadence: '', gateway: '' };
}

/** Id, type and cadence of a device. */
export function DeviceFields({
  draft,
  profiles,
  usualCadence,
  errorAt,
  onChange,
}: {
  draft: DeviceDraft;
  profiles: readonly Profile[];
  usualCadence: number;
  errorAt: (path: string) => string | null;
  onChange: (draft: DeviceDraft) => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const set = (change: Partial<DeviceDraft>): void => onChange({ ...draft, ...change });
  return (
    <div className="devices-form">
      <Field label={t('device.id')} hint={t('id.hint')} error={errorAt('id')}>
        {(control) => (
          <input
            {...control}
            required
            pattern={ID_PATTERN}
            spellCheck={false}
            placeholder="cam-dai-lo-1"
            value={draft.id}
            onChange={(event) => set({ id: event.target.value.trim() })}
          />
        )}
      </Field>
      <Field label={t('profile')} hint={t('profile.hint')} error={errorAt('profile')}>
        {(control) => (
          <select
            {...control}
            value={draft.profile}
            onChange={(event) => set({ profile: event.target.value })}
          >
            {profiles.map((one) => (
              <option key={one.id} value={one.id}>
                {lang === 'vi' ? one.nameVi : one.nameEn}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('cadence.field')} hint={t('cadence.hint')} error={errorAt('cadence')}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={1}
            max={86_400}
            placeholder={String(usualCadence)}
            value={draft.cadence}
            onChange={(event) => set({ cadence: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('gateway')} hint={t('gateway.hint')} error={errorAt('gateway')}>
        {(control) => (
          <input
            {...control}
            pattern={ID_PATTERN}
            spellCheck={false}
            value={draft.gateway}
            onChange={(event) => set({ gateway: event.target.value.trim() })}
          />
        )}
      </Field>
    </div>
  );
}
