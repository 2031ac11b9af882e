import type { ReactNode } from 'react';
import type { KpiItem } from '../api/types.js';
import { Modal } from '../dialog/modal.js';
import { unitText } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { useHref } from '../route/route.js';
import { useCity } from '../shell/city.js';
import { WhySteps } from '../why/why-steps.js';
import { definitionOf } from './catalogue.js';
import { HistoryPanel } from './history-panel.js';
import { StatusChip } from './status-chip.js';
import { traitsOf } from './status.js';
import { kpiName, periodTitle, valueText } from './texts.js';

/** "Vì sao có con số này?" of any value, over the page it stands on. */
export default function WhyDrawer({ item, onClose }: { item: KpiItem; onClose: () => void }): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  const city = useCity();
  const href = useHref();
  const definition = definitionOf(city.definitions, item.kpi);
  const area = city.areas.find((one) => one.code === item.area);
  const unit = unitText(traitsOf(definition, item.kpi).unit, lang);
  return (
    <Modal kind="drawer" title={t('why')} onClose={onClose}>
      <p className="muted">
        {item.kpi} · {kpiName(definition, item.kpi, locale)} · {area ? locale.areaName(area) : item.area} ·{' '}
        {periodTitle(item, locale)}
      </p>
      <p className={`value quality-${item.quality}`}>
        {item.value === null ? (
          <span className="words">{t('quality.insufficient')}</span>
        ) : (
          <>
            {valueText(item, definition, locale)} <small>{unit}</small>
          </>
        )}{' '}
        <span className="chips">
          <StatusChip item={item} definition={definition} />
        </span>
      </p>
      <p>
        <a href={href('/chi-so', { kpi: item.kpi, area: item.area })} onClick={onClose}>
          {t('why.page')} →
        </a>
      </p>
      <WhySteps item={item} />
      <HistoryPanel item={item} />
    </Modal>
  );
}
