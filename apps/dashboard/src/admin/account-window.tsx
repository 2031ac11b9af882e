import type { ReactNode } from 'react';
import { Modal } from '../dialog/modal.js';
import { useAction } from '../form/use-action.js';
import { formatMoment } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useRolesText } from './roles-text.js';
import { type Session, signOut } from './session.js';

/** Who is signed in with which roles and where, and the way out. */
export function AccountWindow({ session, onClose }: { session: Session; onClose: () => void }): ReactNode {
  const { t } = useLocale();
  const action = useAction();
  const roles = useRolesText()(session.roles);
  const isPerson = session.kind === 'person';
  const leave = async (everywhere: boolean): Promise<void> => {
    const done = await action.run(async () => {
      await signOut(everywhere);
      return true;
    }, t('admin.out'));
    if (done) onClose();
  };
  return (
    <Modal kind="dialog" title={t('admin.account')} onClose={onClose}>
      <p>
        <strong>{session.kind === 'key' ? t('admin.byKey') : session.name}</strong>
      </p>
      {session.kind === 'key' ? (
        <p className="muted">{t('admin.byKey.hint')}</p>
      ) : (
        <p>
          {t('admin.roles')}: {roles === '' ? t('admin.roles.none') : roles}
        </p>
      )}
      {session.sessions.length > 0 && <Sessions sessions={session.sessions} />}
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={action.busy}
          onClick={() => void leave(false)}
        >
          {t('admin.signOut')}
        </button>
        {isPerson && (
          <button type="button" className="button" disabled={action.busy} onClick={() => void leave(true)}>
            {t('admin.outAll')}
          </button>
        )}
      </div>
    </Modal>
  );
}

function Sessions({ sessions }: { sessions: Session['sessions'] }): ReactNode {
  const { t, lang } = useLocale();
  return (
    <>
      <h3>{t('admin.sessions')}</h3>
      <ul className="plain-list">
        {sessions.map(({ agent, since, usedAt, current }) => (
          <li key={since}>
            {current ? t('admin.session.here') : browserOf(agent)}{' '}
            <span className="muted">
              {t('admin.session.used', { time: formatMoment(Date.parse(usedAt), lang) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The program's name of a user agent's words about itself, e.g. `Firefox/140.0`; the most telling one comes last but for Safari. */
function browserOf(agent: string): string {
  return /(?:Edg|OPR|Firefox|Chrome|Version)\/[\d.]+/.exec(agent)?.[0] ?? agent.slice(0, 60);
}
