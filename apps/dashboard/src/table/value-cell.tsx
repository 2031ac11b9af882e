import { memo, type ReactNode } from 'react';
import type { Definition, KpiItem } from '../api/types.js';
import { CompletenessBar } from '../charts/completeness-bar.js';
import { formatShare } from '../i18n/formats.js';
import { useLocale } from '../i18n/locale.js';
import { standingOf, targetsFor } from '../kpi/status.js';
import { kpiName, periodText, valueText } from '../kpi/texts.js';

interface Props {
  readonly item: KpiItem | undefined;
  readonly definition: Definition | undefined;
  readonly area: string;
  readonly explain: (item: KpiItem) => void;
}

/** A value in a table: its standing, its completeness as a short bar, and the way to why. */
export const ValueCell = memo(function ValueCell({ item, definition, area, explain }: Props): ReactNode {
  const locale = useLocale();
  const { t, lang } = locale;
  if (!item)
    return (
      <span className="cell-none" title={t('novalue.why')}>
        –
      </span>
    );
  const standing = definition
    ? standingOf(item, targetsFor(definition, item.kpi, item.area, item.from.slice(0, 10)))
    : 'none';
  const text = item.value === null ? t('quality.short') : valueText(item, definition, locale);
  const ground = [
    periodText(item, locale),
    t(`quality.${item.quality}`),
    t('completeness', { share: formatShare(item.completeness, lang) }),
    t('sources', item.sources),
    t(`finality.${item.finality}`),
    ...(standing === 'none' ? [] : [t(`standing.${standing}`)]),
  ].join(' · ');
  return (
    <button
      type="button"
      className={`cell quality-${item.quality}`}
      title={ground}
      aria-label={`${kpiName(definition, item.kpi, locale)}, ${area}: ${text}. ${ground}`}
      onClick={() => explain(item)}
    >
      <span>
        {standing === 'missed' && <i className="flag">▲</i>}
        {text}
      </span>
      <CompletenessBar item={item} />
    </button>
  );
});
