import { type ReactNode, useState } from 'react';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { setOwn, useOwn } from '../../route/route.js';
import { AlarmDrawer } from './alarm-drawer.js';
import { AlarmList } from './alarm-list.js';
import './alarms.css';
import { RuleList } from './rules/rule-list.js';
import { useTexts } from './texts.js';

const TABS = ['open', 'acknowledged', 'resolved', 'rules'] as const;
type Tab = (typeof TABS)[number];

/** "Cảnh báo": what is wrong now, who looks after it, what was, and the rules that find it. */
export default function AlarmsPage(): ReactNode {
  const t = useTexts();
  const { t: common } = useLocale();
  const [chosen, setTab] = useOwn('tab', 'open');
  const [open] = useOwn('alarm', '');
  const [changes, setChanges] = useState(0);
  const tab: Tab = TABS.find((one) => one === chosen) ?? 'open';
  return (
    <>
      <section className="card" aria-labelledby="alarms-title">
        <div className="card-head">
          <h1 id="alarms-title">{common('nav.alarms')}</h1>
          <Segments
            label={t('tabs')}
            value={tab}
            onChange={setTab}
            options={TABS.map((id) => ({ id, text: t(`tab.${id}`) }))}
          />
        </div>
        {tab === 'rules' ? <RuleList /> : <AlarmList key={tab} state={tab} changes={changes} />}
      </section>
      {open !== '' && (
        <AlarmDrawer
          key={open}
          id={open}
          onClose={() => setOwn({ alarm: undefined })}
          onChanged={() => setChanges((before) => before + 1)}
        />
      )}
    </>
  );
}
