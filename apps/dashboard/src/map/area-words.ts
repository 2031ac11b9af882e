import type { Definition, KpiItem } from '../api/types.js';
import type { Locale } from '../i18n/locale.js';
import { valueText } from '../kpi/texts.js';

/** An area's value as it stands on the map. */
export function areaWords(
  item: KpiItem | undefined,
  definition: Definition | undefined,
  locale: Locale,
): string {
  if (!item) return locale.t('novalue');
  return item.value === null ? locale.t('quality.short') : valueText(item, definition, locale);
}
