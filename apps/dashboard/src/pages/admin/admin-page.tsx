import type { ReactNode } from 'react';
import { type Action, askToSignIn, useRights } from '../../admin/session.js';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { useOwn } from '../../route/route.js';
import { Empty } from '../../states/states.js';
import './admin.css';
import { Areas } from './areas/areas.js';
import { Audit } from './audit/audit.js';
import { Definitions } from './definitions/definitions.js';
import { Imports } from './imports/imports.js';
import { ApiKeys } from './keys/api-keys.js';
import { People } from './people/people.js';
import { Recalculations } from './recalculations/recalculations.js';
import { useTexts } from './texts.js';
import { Webhooks } from './webhooks/webhooks.js';

/** The parts, and what one must be allowed to do to see them. */
const TABS = [
  { id: 'definitions', needs: 'read', part: Definitions },
  { id: 'imports', needs: 'read', part: Imports },
  { id: 'areas', needs: 'read', part: Areas },
  { id: 'recalculations', needs: 'read', part: Recalculations },
  { id: 'people', needs: 'people.write', part: People },
  { id: 'keys', needs: 'people.write', part: ApiKeys },
  { id: 'webhooks', needs: 'webhooks.write', part: Webhooks },
  { id: 'audit', needs: 'audit.read', part: Audit },
] as const satisfies readonly { id: string; needs: Action; part: () => ReactNode }[];

/** "Quản trị": what numbers mean, what is brought in, where borders run, who may do what, and who did it. */
export default function AdminPage(): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const { signedIn, session, may } = useRights();
  const [chosen, setTab] = useOwn('tab', TABS[0].id);
  const tab = TABS.find(({ id }) => id === chosen) ?? TABS[0];
  const offered = TABS.filter(({ id, needs }) => needs === 'read' || may(needs) || id === tab.id);
  const Part = tab.part;
  return (
    <section className="card" aria-labelledby="admin-title">
      <div className="card-head">
        <h1 id="admin-title">{common('nav.admin')}</h1>
        <Segments
          label={t('tabs')}
          value={tab.id}
          onChange={setTab}
          options={offered.map(({ id }) => ({ id, text: t(`tab.${id}`) }))}
        />
      </div>
      {!signedIn && (
        <p className="muted">
          {t('rights')}{' '}
          <button type="button" className="link" onClick={askToSignIn}>
            {common('admin.signIn')}
          </button>
        </p>
      )}
      {tab.needs === 'read' || may(tab.needs) ? (
        <Part />
      ) : (
        session && (
          <Empty title={t('tab.closed')}>
            <p>{t('tab.closed.do')}</p>
          </Empty>
        )
      )}
    </section>
  );
}
