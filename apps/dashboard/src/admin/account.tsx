import { type ReactNode, useEffect, useState } from 'react';
import { useLocale } from '../i18n/locale.js';
import { keepAdminKey } from './admin-key.js';
import { onAskToSignIn, useRights } from './session.js';
import { SignIn } from './sign-in.js';

/** Sign in and out; the window opens by itself when the server asks for the key. */
export function Account(): ReactNode {
  const { t } = useLocale();
  const { signedIn } = useRights();
  const [open, setOpen] = useState(false);
  useEffect(() => onAskToSignIn(() => setOpen(true)), []);
  const label = signedIn ? t('admin.signOut') : t('admin.signIn');
  return (
    <>
      <button
        type="button"
        className={signedIn ? 'icon icon-on' : 'icon'}
        aria-label={label}
        title={signedIn ? `${t('admin.who')} · ${label}` : label}
        onClick={() => (signedIn ? keepAdminKey(null) : setOpen(true))}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className="stroke">
          <circle cx="10" cy="6.5" r="3.5" />
          <path d="M3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5" />
        </svg>
      </button>
      {open && <SignIn onClose={() => setOpen(false)} />}
    </>
  );
}
