import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { Modal } from '../dialog/modal.js';
import { useLocale } from '../i18n/locale.js';
import { navigate, useHref, useRoute } from '../route/route.js';
import { useCity } from '../shell/city.js';
import { entriesOf } from './entries.js';
import { searched } from './fold.js';

const MOST = 12;

/** Search over pages, areas, KPIs and stations, with or without diacritics; arrows choose, Enter goes. */
export default function Palette({ onClose }: { onClose: () => void }): ReactNode {
  const locale = useLocale();
  const { t } = locale;
  const city = useCity();
  const href = useHref();
  const { path } = useRoute();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useMemo(() => entriesOf(city, locale, href, path), [city, locale, href, path]);
  const found = searched(entries, typed, (entry) => `${entry.name} ${entry.more}`).slice(0, MOST);
  const go = (link: string | undefined): void => {
    if (link === undefined) return;
    onClose();
    navigate(link);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((at + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(found[at]?.href);
    }
  };
  return (
    <Modal kind="dialog" title={t('search')} onClose={onClose}>
      <input
        className="palette-input"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        aria-label={t('search')}
        placeholder={t('search.hint')}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul className="palette" id={id} role="listbox" aria-label={t('search')}>
        {found.map((entry, i) => (
          <li
            key={entry.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseMove={() => setAt(i)}
            onClick={() => go(entry.href)}
          >
            <span>
              {entry.name} {entry.kind !== 'page' && <span className="muted">{entry.more}</span>}
            </span>
            <span className="muted">{t(`search.${entry.kind}`)}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="empty">{t('search.none', { typed })}</p>}
    </Modal>
  );
}
