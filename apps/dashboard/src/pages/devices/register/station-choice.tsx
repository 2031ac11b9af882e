import { type ReactNode, useState } from 'react';
import { Field } from '../../../form/field.js';
import { searched } from '../../../search/fold.js';
import { useCity } from '../../../shell/city.js';
import { useTexts } from '../texts.js';

/** One of the stations whose kind fits, found by name without diacritics. */
export function StationChoice({
  kind,
  chosen,
  onChange,
}: {
  kind: string | null;
  chosen: string;
  onChange: (id: string) => void;
}): ReactNode {
  const t = useTexts();
  const { stations } = useCity();
  const [typed, setTyped] = useState('');
  const fitting = stations.filter((station) => kind === null || station.kind === kind);
  const found = searched(fitting, typed, (station) => `${station.name} ${station.id}`);
  return (
    <div className="devices-form">
      <Field label={t('station.search')}>
        {(control) => (
          <input
            {...control}
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('station.choose', { n: found.length })}>
        {(control) => (
          <select {...control} required value={chosen} onChange={(event) => onChange(event.target.value)}>
            <option value="">–</option>
            {chosen !== '' && !found.some(({ id }) => id === chosen) && (
              <option value={chosen}>{chosen}</option>
            )}
            {found.map((station) => (
              <option key={station.id} value={station.id}>
                {station.name} · {station.id}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
