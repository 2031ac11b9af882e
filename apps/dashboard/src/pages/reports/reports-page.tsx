import type { ReactNode } from 'react';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { useOwn } from '../../route/route.js';
import { AnnualReport } from './annual/annual-report.js';
import { Periods } from './periods/periods.js';
import './reports.css';
import { Tasks } from './tasks/tasks.js';
import { useTexts } from './texts.js';

const TABS = ['annual', 'tasks', 'periods'] as const;
type Tab = (typeof TABS)[number];

/** "Báo cáo": the yearly report, the plan's tasks that go into it, and the periods that people vouch for. */
export default function ReportsPage(): ReactNode {
  const t = useTexts();
  const { t: common, lang } = useLocale();
  const [chosen, setTab] = useOwn('tab', 'annual');
  const tab: Tab = TABS.find((one) => one === chosen) ?? 'annual';
  return (
    <section className="card" aria-labelledby="reports-title">
      <div className="card-head">
        <h1 id="reports-title">{common('nav.reports')}</h1>
        <Segments
          label={t('tabs')}
          value={tab}
          onChange={setTab}
          options={TABS.map((id) => ({ id, text: t(`tab.${id}`) }))}
        />
        <a href={`/open-data?lang=${lang}`}>{t('open')}</a>
      </div>
      {tab === 'annual' && <AnnualReport />}
      {tab === 'tasks' && <Tasks />}
      {tab === 'periods' && <Periods />}
    </section>
  );
}
