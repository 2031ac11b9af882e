import type { ReactNode } from 'react';
import { Field } from '../../../form/field.js';
import { PickMap } from '../../../map/pick-map.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';

/** Where a new station stands and how it is called; degrees as typed. */
export interface PlaceDraft {
  readonly name: string;
  readonly lat: string;
  readonly lon: string;
}

/** Name and place of a station, by numbers or by a press on the map; `children` stand before the map. */
export function PlaceFields({
  place,
  errorAt,
  onChange,
  children,
}: {
  place: PlaceDraft;
  errorAt: (path: string) => string | null;
  onChange: (change: Partial<PlaceDraft>) => void;
  children?: ReactNode;
}): ReactNode {
  const t = useTexts();
  const { stations } = useCity();
  const degrees = (name: 'lat' | 'lon', most: number): ReactNode => (
    <Field label={t(`station.${name}`)} error={errorAt(name)}>
      {(control) => (
        <input
          {...control}
          type="number"
          step="any"
          min={-most}
          max={most}
          required
          value={place[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  const isPlaced = place.lat !== '' && place.lon !== '';
  return (
    <>
      <Field label={t('station.name')} error={errorAt('name')}>
        {(control) => (
          <input
            {...control}
            required
            maxLength={200}
            placeholder={t('station.name.example')}
            value={place.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      {degrees('lat', 90)}
      {degrees('lon', 180)}
      {children}
      <div className="wide">
        <p className="field-hint">{t('station.map')}</p>
        <PickMap
          label={t('station.map')}
          stations={stations}
          place={isPlaced ? { lat: Number(place.lat), lon: Number(place.lon) } : null}
          onPlace={({ lat, lon }) => onChange({ lat: String(lat), lon: String(lon) })}
        />
      </div>
    </>
  );
}
