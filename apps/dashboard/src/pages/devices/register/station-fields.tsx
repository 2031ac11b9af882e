import type { ReactNode } from 'react';
import { Field } from '../../../form/field.js';
import { PickMap } from '../../../map/pick-map.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';
import { ID_PATTERN } from './device-fields.js';

/** What is being entered about a station; numbers as typed. */
export interface StationDraft {
  readonly id: string;
  readonly name: string;
  readonly lat: string;
  readonly lon: string;
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

type Numbers = 'lat' | 'lon' | 'lengthKm' | 'lanes' | 'freeFlowKmh';

/** Name and place of a station, by numbers or by a press on the map. */
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
  const { stations } = useCity();
  const set = (change: Partial<StationDraft>): void => onChange({ ...draft, ...change });
  const number = (name: Numbers, path: string, min: number, max: number, required: boolean): ReactNode => (
    <Field label={t(`station.${name}`)} error={errorAt(path)}>
      {(control) => (
        <input
          {...control}
          type="number"
          step="any"
          min={min}
          max={max}
          required={required}
          value={draft[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const placed = draft.lat !== '' && draft.lon !== '';
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
      <Field label={t('station.name')} error={errorAt('name')}>
        {(control) => (
          <input
            {...control}
            required
            maxLength={200}
            placeholder={t('station.name.example')}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      {number('lat', 'lat', -90, 90, true)}
      {number('lon', 'lon', -180, 180, true)}
      {traffic && (
        <>
          {number('lengthKm', 'segment.lengthKm', 0.01, 1000, false)}
          {number('lanes', 'segment.lanes', 1, 32, false)}
          {number('freeFlowKmh', 'segment.freeFlowKmh', 1, 200, false)}
          <p className="field-hint">{t('station.segment')}</p>
        </>
      )}
      <div className="wide">
        <p className="field-hint">{t('station.map')}</p>
        <PickMap
          label={t('station.map')}
          stations={stations}
          place={placed ? { lat: Number(draft.lat), lon: Number(draft.lon) } : null}
          onPlace={({ lat, lon }) => set({ lat: String(lat), lon: String(lon) })}
        />
      </div>
    </div>
  );
}
