import './kpi.css';
import type { ReactNode } from 'react';
import { Segments } from '../../form/segments.js';
import { useLocale } from '../../i18n/locale.js';
import { useOwn } from '../../route/route.js';
import { useCity } from '../../shell/city.js';
import { Ghost } from '../../states/states.js';
import { AllKpis } from './all/all-kpis.js';
import { Scorecard } from './all/scorecard.js';
import { OneKpi } from './one/one-kpi.js';
import { useTexts } from './texts.js';

const VIEWS = ['one', 'all', 'scores'] as const;

/** "Chỉ số": one KPI with its ground, the list of all, and where they stand to their targets. */
export default function KpiPage(): ReactNode {
  const { t } = useLocale();
  const own = useTexts();
  const { definitions } = useCity();
  const [view, setView] = useOwn('view', 'one');
  const shown = VIEWS.find((one) => one === view) ?? 'one';
  return (
    <>
      <div className="page-tools">
        <Segments
          label={own('view')}
          value={shown}
          options={VIEWS.map((id) => ({ id, text: own(`view.${id}`) }))}
          onChange={setView}
        />
        {shown !== 'one' && <h1 className="page-title">{t('nav.kpi')}</h1>}
      </div>
      {definitions.size === 0 ? (
        <section className="card">
          <Ghost lines={8} tall />
        </section>
      ) : (
        { one: <OneKpi />, all: <AllKpis />, scores: <Scorecard /> }[shown]
      )}
    </>
  );
}
