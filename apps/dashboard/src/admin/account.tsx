import { type ReactNode, useEffect, useState } from 'react';
import { useLocale } from '../i18n/locale.js';
import { AccountWindow } from './account-window.js';
import { onAskToSignIn, useRights } from './session.js';
import { SignIn } from './sign-in.js';

/** Who is signed in, or the way in; the window opens by itself when the server wants to know who asks. */
export function Account(): ReactNode {
  const { t } = useLocale();
  const { session, signedIn } = useRights();
  const [open, setOpen] = useState<'account' | 'signIn' | null>(null);
  useEffect(() => onAskToSignIn(() => setOpen('signIn')), []);
  const close = (): void => setOpen(null);
  const name = session?.kind === 'key' ? t('admin.byKey') : (session?.name ?? '');
  return (
    <>
      <button
        type="button"
        className={signedIn ? 'icon icon-on' : 'icon'}
        aria-label={signedIn ? `${t('admin.account')}: ${name}` : t('admin.signIn')}
        title={signedIn ? name : t('admin.signIn')}
        onClick={() => setOpen(signedIn ? 'account' : 'signIn')}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" className="stroke">
          <circle cx="10" cy="6.5" r="3.5" />
          <path d="M3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5" />
        </svg>
      </button>
      {open === 'account' && session && <AccountWindow session={session} onClose={close} />}
      {open === 'signIn' && <SignIn onClose={close} />}
    </>
  );
}
