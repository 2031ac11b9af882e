import { type ReactNode, useState } from 'react';
import { Field } from '../form/field.js';
import { useLocale } from '../i18n/locale.js';

const KEPT = 'nhippho.person';

/** Who does something, by name; kept for the next form. */
export function usePerson(): [string, (name: string) => void] {
  const [name, setName] = useState(() => localStorage.getItem(KEPT) ?? '');
  const keep = (next: string): void => {
    setName(next);
    localStorage.setItem(KEPT, next.trim());
  };
  return [name, keep];
}

/** Asks for the name that goes into the records. */
export function PersonField({
  person,
  error,
}: {
  person: [string, (name: string) => void];
  error?: string | null;
}): ReactNode {
  const { t } = useLocale();
  const [name, setName] = person;
  return (
    <Field label={t('person')} hint={t('person.hint')} error={error}>
      {(control) => (
        <input
          {...control}
          required
          minLength={2}
          maxLength={120}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
    </Field>
  );
}
