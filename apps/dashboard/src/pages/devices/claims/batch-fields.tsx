import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { useMayIn } from '../../../admin/places.js';
import type { Profile } from '../../../devices/measures.js';
import { Field } from '../../../form/field.js';
import { Segments } from '../../../form/segments.js';
import { useLocale } from '../../../i18n/locale.js';
import { useCity } from '../../../shell/city.js';
import { StationChoice } from '../register/station-choice.js';
import { useTexts } from '../texts.js';

/** What is being entered about a batch of claim codes; numbers as typed. */
export interface BatchDraft {
  readonly count: string;
  readonly profile: string;
  /** Seconds; '' is the profile's usual one. */
  readonly cadence: string;
  readonly where: 'area' | 'station';
  /** '' is anywhere. */
  readonly area: string;
  readonly station: string;
  /** Begin of the devices' ids; '' is the profile. */
  readonly prefix: string;
  readonly days: string;
  readonly note: string;
}

/** An empty draft, for an area in which codes may be made. */
export function useNewBatchDraft(): BatchDraft {
  const [area = ''] = usePossibleAreas();
  const rest = { count: '10', profile: 'camera', cadence: '', station: '', prefix: '', days: '90', note: '' };
  return { ...rest, where: 'area', area };
}

/** Areas for which this person may make codes; '' is anywhere. */
function usePossibleAreas(): readonly string[] {
  const may = useMayIn();
  const { areas } = useCity();
  const codes = areas.filter(({ level }) => level !== 'province').map(({ code }) => code);
  const possible = codes.filter((code) => may('devices.write', code));
  return may('devices.write', null) ? ['', ...possible] : possible;
}

/** The body that makes the codes. */
export function batchBody(draft: BatchDraft): Omit<Schemas['ClaimBatchInput'], 'by'> {
  const { profile, cadence, where, area, station, prefix, note } = draft;
  return {
    count: Number(draft.count),
    profile,
    days: Number(draft.days),
    note,
    ...(cadence !== '' && { cadence: Number(cadence) }),
    ...(where === 'area' && area !== '' && { area }),
    ...(where === 'station' && { station }),
    ...(prefix !== '' && { prefix }),
  };
}

type Typed = 'count' | 'cadence' | 'days';

/** How many codes, for which devices, and where those may stand. */
export function BatchFields({
  draft,
  profiles,
  errorAt,
  onChange,
}: {
  draft: BatchDraft;
  profiles: readonly Profile[];
  errorAt: (path: string) => string | null;
  onChange: (draft: BatchDraft) => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const profile = profiles.find(({ id }) => id === draft.profile);
  const set = (change: Partial<BatchDraft>): void => onChange({ ...draft, ...change });
  const number = (name: Typed, label: string, max: number, hint?: string, usual?: number): ReactNode => (
    <Field label={label} hint={hint} error={errorAt(name)}>
      {(control) => (
        <input
          {...control}
          type="number"
          min={1}
          max={max}
          required={name !== 'cadence'}
          placeholder={usual === undefined ? undefined : String(usual)}
          value={draft[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="devices-form">
      {number('count', t('claims.count'), 1000)}
      <Field label={t('profile')} error={errorAt('profile')}>
        {(control) => (
          <select
            {...control}
            value={draft.profile}
            onChange={(event) => set({ profile: event.target.value, station: '' })}
          >
            {profiles.map((one) => (
              <option key={one.id} value={one.id}>
                {lang === 'vi' ? one.nameVi : one.nameEn}
              </option>
            ))}
          </select>
        )}
      </Field>
      {number('cadence', t('cadence.field'), 86_400, t('cadence.hint'), profile?.cadence ?? undefined)}
      {number('days', t('claims.days'), 400)}
      <Field label={t('claims.prefix')} hint={t('claims.prefix.hint')} error={errorAt('prefix')}>
        {(control) => (
          <input
            {...control}
            pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,31}"
            spellCheck={false}
            placeholder={draft.profile}
            value={draft.prefix}
            onChange={(event) => set({ prefix: event.target.value.trim() })}
          />
        )}
      </Field>
      <Field label={t('claims.note')} hint={t('claims.note.hint')} error={errorAt('note')}>
        {(control) => (
          <input
            {...control}
            maxLength={200}
            value={draft.note}
            onChange={(event) => set({ note: event.target.value })}
          />
        )}
      </Field>
      <div className="wide">
        <Segments
          label={t('claims.place')}
          value={draft.where}
          onChange={(where) => set({ where })}
          options={[
            { id: 'area', text: t('claims.inArea') },
            { id: 'station', text: t('claims.atStation') },
          ]}
        />
        {draft.where === 'area' ? (
          <AreaChoice chosen={draft.area} error={errorAt('area')} onChange={(area) => set({ area })} />
        ) : (
          <StationChoice
            kind={profile?.family ?? null}
            chosen={draft.station}
            onChange={(station) => set({ station })}
          />
        )}
      </div>
    </div>
  );
}

function AreaChoice({
  chosen,
  error,
  onChange,
}: {
  chosen: string;
  error: string | null;
  onChange: (area: string) => void;
}): ReactNode {
  const { t: common, areaName } = useLocale();
  const { areas } = useCity();
  const possible = usePossibleAreas();
  const nameOf = (code: string): string => {
    const area = areas.find((one) => one.code === code);
    return area ? areaName(area) : common('admin.everywhere');
  };
  return (
    <Field label={common('area')} error={error}>
      {(control) => (
        <select {...control} value={chosen} onChange={(event) => onChange(event.target.value)}>
          {possible.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
