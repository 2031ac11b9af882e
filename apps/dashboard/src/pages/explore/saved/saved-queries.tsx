import type { Schemas } from '@app/api-client';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useRights } from '../../../admin/session.js';
import { getList, type Query, sendJson, urlOf } from '../../../api/client.js';
import { useKept, useResource } from '../../../api/use-resource.js';
import { useAction } from '../../../form/use-action.js';
import { formatMoment } from '../../../i18n/formats.js';
import { useLocale } from '../../../i18n/locale.js';
import { useHref } from '../../../route/route.js';
import { Failure } from '../../../states/failure.js';
import { useTexts } from '../texts.js';
import { linkOf } from './saved-link.js';

type SavedQuery = Schemas['SavedQuery'];

/** Questions kept under a name: opened again by anybody, kept and deleted by whoever may. */
export function SavedQueries({
  parameters,
  districts,
}: {
  /** What is asked now; null: nothing yet. */
  parameters: Query | null;
  districts: readonly string[];
}): ReactNode {
  const t = useTexts();
  const mayWrite = useRights().may('queries.write');
  const [changes, setChanges] = useState(0);
  const list = useKept(
    useResource(`saved|${changes}`, (signal) => getList<SavedQuery>('/api/v1/saved-queries', {}, signal)),
  );
  const changed = (): void => setChanges(changes + 1);
  const items = list.data ?? [];
  return (
    <details className="explore-saved">
      <summary>
        {t('saved')} {items.length > 0 && <b>{items.length}</b>}
      </summary>
      <Failure resource={list} what={t('saved')} />
      {items.length === 0 && <p className="muted">{t('saved.none')}</p>}
      <ul className="plain-list" aria-label={t('saved')}>
        {items.map((one) => (
          <Saved key={one.id} saved={one} districts={districts} mayDelete={mayWrite} onDeleted={changed} />
        ))}
      </ul>
      {mayWrite && parameters !== null && <Save parameters={parameters} onSaved={changed} />}
    </details>
  );
}

function Saved({
  saved,
  districts,
  mayDelete,
  onDeleted,
}: {
  saved: SavedQuery;
  districts: readonly string[];
  mayDelete: boolean;
  onDeleted: () => void;
}): ReactNode {
  const t = useTexts();
  const { lang } = useLocale();
  const href = useHref();
  const action = useAction();
  const link = linkOf(saved.parameters, districts);
  const remove = async (): Promise<void> => {
    const path = `/api/v1/saved-queries/${saved.id}`;
    const done = await action.run(() => sendJson('DELETE', path), t('saved.deleted'));
    if (done !== null) onDeleted();
  };
  return (
    <li>
      {/* What this page can't ask is shown as the interface answers it. */}
      <a
        href={
          link
            ? href('/truy-van', { area: link.area }, link.own)
            : urlOf('/api/v1/series', saved.parameters as Query)
        }
      >
        {saved.name}
      </a>{' '}
      <span className="muted">
        {t('saved.by', { who: saved.by })} · {formatMoment(Date.parse(saved.at), lang)}
      </span>
      {mayDelete && (
        <button
          type="button"
          className="icon explore-delete"
          aria-label={t('saved.delete', { name: saved.name })}
          title={t('saved.delete', { name: saved.name })}
          disabled={action.busy}
          onClick={() => void remove()}
        >
          ✕
        </button>
      )}
    </li>
  );
}

function Save({ parameters, onSaved }: { parameters: Query; onSaved: () => void }): ReactNode {
  const t = useTexts();
  const action = useAction();
  const [name, setName] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await action.run(
      () => sendJson('POST', '/api/v1/saved-queries', { name, parameters }),
      t('saved.done'),
    );
    if (done === null) return;
    setName('');
    onSaved();
  };
  return (
    <form className="explore-row" onSubmit={(event) => void submit(event)}>
      <input
        aria-label={t('saved.name')}
        placeholder={t('saved.name')}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={action.busy}>
        {t('saved.save')}
      </button>
    </form>
  );
}
