import type { Schemas } from '@app/api-client';
import type { ReactNode } from 'react';
import { getList, serverNow } from '../../api/client.js';
import { type Resource, useResource } from '../../api/use-resource.js';
import { Field } from '../../form/field.js';
import { localDate } from '../../i18n/formats.js';
import { setOwn, useOwn } from '../../route/route.js';
import { useTexts } from './texts.js';

export type Unit = Schemas['ReportingUnit'];

/** Year of the report: the one that runs, unless the URL says another. */
export function useYear(): number {
  const [text] = useOwn('year', localDate(serverNow()).slice(0, 4));
  return Number(text);
}

/** Units that report. */
export function useUnits(): Resource<readonly Unit[]> {
  return useResource('units', (signal) => getList<Unit>('/api/v1/plan/units', {}, signal));
}

/** The year and the unit, kept in the URL. */
export function YearAndUnit({ anyUnit }: { anyUnit: string }): ReactNode {
  const t = useTexts();
  const year = useYear();
  const units = useUnits();
  const [unit] = useOwn('unit', '');
  const now = Number(localDate(serverNow()).slice(0, 4));
  const years = Array.from({ length: Math.max(now - 2019, 1) }, (_, i) => now - i);
  return (
    <>
      <Field label={t('year')}>
        {(control) => (
          <select {...control} value={year} onChange={(event) => setOwn({ year: event.target.value })}>
            {!years.includes(year) && <option value={year}>{year}</option>}
            {years.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('unit')}>
        {(control) => (
          <select
            {...control}
            value={unit}
            onChange={(event) => setOwn({ unit: event.target.value === '' ? undefined : event.target.value })}
          >
            <option value="">{anyUnit}</option>
            {(units.data ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
