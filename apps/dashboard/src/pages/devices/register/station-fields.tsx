import type { ReactNode } from 'react';
import { Field } from '../../../form/field.js';
import { useTexts } from '../texts.js';
import { ID_PATTERN } from './device-fields.js';
import { type PlaceDraft, PlaceFields } from './place-fields.js';

/** What is being entered about a station; numbers as typed. */
export interface StationDraft extends PlaceDraft {
  readonly id: string;
  /** Of the stretch of road that a traffic device watches; '' leaves it out. */
  readonly lengthKm: string;
  readonly lanes: string;
  readonly freeFlowKmh: string;
}

export function newStationDraft(): StationDraft {
  return { id: '', name: '', lat: '', lon: '', lengthKm: '', lanes: '2', freeFlowKmh: '50' };
}

/** The body that registers it. */
export function stationBody(draft: StationDraft, kind: string): object {
  const { id, name, lengthKm, lanes, freeFlowKmh } = draft;
  const segment = { lengthKm: Number(lengthKm), lanes: Number(lanes), freeFlowKmh: Number(freeFlowKmh) };
  return {
    id,
    name,
    kind,
    lat: Number(draft.lat),
    lon: Number(draft.lon),
    ...(kind === 'traffic' && lengthKm !== '' && { segment }),
  };
}

type Numbers = 'lengthKm' | 'lanes' | 'freeFlowKmh';

/** A new station: its id, name and place, and of a traffic station the stretch of road. */
export function StationFields({
  draft,
  traffic,
  errorAt,
  onChange,
}: {
  draft: StationDraft;
  traffic: boolean;
  errorAt: (path: string) => string | null;
  onChange: (draft: StationDraft) => void;
}): ReactNode {
  const t = useTexts();
  const set = (change: Partial<StationDraft>): void => onChange({ ...draft, ...change });
  const number = (name: Numbers, min: number, max: number): ReactNode => (
    <Field label={t(`station.${name}`)} error={errorAt(`segment.${name}`)}>
      {(control) => (
        <input
          {...control}
          type="number"
          step="any"
          min={min}
          max={max}
          value={draft[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="devices-form">
      <Field label={t('station.id')} hint={t('id.hint')} error={errorAt('id')}>
        {(control) => (
          <input
            {...control}
            required
            pattern={ID_PATTERN}
            spellCheck={false}
            placeholder="dai-lo-binh-duong-1"
            value={draft.id}
            onChange={(event) => set({ id: event.target.value.trim() })}
          />
        )}
      </Field>
      <PlaceFields place={draft} errorAt={errorAt} onChange={set}>
        {traffic && (
          <>
            {number('lengthKm', 0.01, 1000)}
            {number('lanes', 1, 32)}
            {number('freeFlowKmh', 1, 200)}
            <p className="field-hint">{t('station.segment')}</p>
          </>
        )}
      </PlaceFields>
    </div>
  );
}
