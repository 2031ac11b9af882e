import type { ReactNode } from 'react';
import { askToSignIn, useRights } from '../../admin/session.js';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { useOwn } from '../../route/route.js';
import './admin.css';
import { Areas } from './areas/areas.js';
import { Definitions } from './definitions/definitions.js';
import { Imports } from './imports/imports.js';
import { People } from './people/people.js';
import { Recalculations } from './recalculations/recalculations.js';
import { useTexts } from './texts.js';

const TABS = ['definitions', 'imports', 'areas', 'recalculations', 'people'] as const;
type Tab = (typeof TABS)[number];

/** "Quản trị": what numbers mean, what is brought in, where borders run, what is worked out anew, and who may. */
export default function AdminPage(): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const { mayChange } = useRights();
  const [chosen, setTab] = useOwn('tab', 'definitions');
  const tab: Tab = TABS.find((one) => one === chosen) ?? 'definitions';
  return (
    <section className="card" aria-labelledby="admin-title">
      <div className="card-head">
        <h1 id="admin-title">{common('nav.admin')}</h1>
        <Segments
          label={t('tabs')}
          value={tab}
          onChange={setTab}
          options={TABS.map((id) => ({ id, text: t(`tab.${id}`) }))}
        />
      </div>
      {!mayChange && (
        <p className="muted">
          {t('rights')}{' '}
          <button type="button" className="link" onClick={askToSignIn}>
            {common('admin.signIn')}
          </button>
        </p>
      )}
      {tab === 'definitions' && <Definitions />}
      {tab === 'imports' && <Imports />}
      {tab === 'areas' && <Areas />}
      {tab === 'recalculations' && <Recalculations />}
      {tab === 'people' && <People />}
    </section>
  );
}
