import { type ReactNode, useSyncExternalStore } from 'react';
import { Field } from '../form/field.js';
import { useLocale } from '../i18n/locale.js';
import { useRights } from './session.js';

const KEPT = 'nhippho.person';

let kept = localStorage.getItem(KEPT) ?? '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(name: string): void {
  kept = name;
  localStorage.setItem(KEPT, name.trim());
  for (const listener of listeners) listener();
}

/** Who does something, by name: whoever is signed in, or, with a key, who it is used for; kept for every other form. */
export function usePerson(): [string, (name: string) => void] {
  const { session } = useRights();
  const name = useSyncExternalStore(subscribe, () => kept);
  return [session?.kind === 'person' ? session.name : name, keep];
}

/** Asks for the name that goes into the records; whoever is signed in by name is not asked. */
export function PersonField({
  person,
  error,
}: {
  person: [string, (name: string) => void];
  error?: string | null;
}): ReactNode {
  const { t } = useLocale();
  const { session } = useRights();
  const [name, setName] = person;
  if (session?.kind === 'person') return null;
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
