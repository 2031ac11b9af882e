import type { Definition, KpiItem, Target } from '../api/types.js';
import { formatDate, formatNumber, formatShort, formatTime, unitText } from '../i18n/formats.js';
import type { Locale } from '../i18n/locale.js';
import { memberOf, traitsOf } from './status.js';

/** A KPI's full name: its definition's, with the member's where it is one of a family. */
export function kpiName(definition: Definition | undefined, kpi: string, locale: Locale): string {
  if (!definition) return kpi;
  const member = definition.members.find((one) => one.id === memberOf(kpi));
  return member
    ? `${locale.name(definition.names)}: ${locale.name(member.names)}`
    : locale.name(definition.names);
}

/** A value with the KPI's decimals, without unit. */
export function valueText(item: KpiItem, definition: Definition | undefined, locale: Locale): string {
  if (item.value === null) return '–';
  return formatNumber(item.value, locale.lang, shownDecimals(traitsOf(definition, item.kpi).precision));
}

/** More than two decimals say nothing on an overview. */
function shownDecimals(precision: number): number {
  return Math.min(precision, 2);
}

/** A target's numbers. */
interface Bounds {
  readonly comparator: Target['comparator'];
  readonly lo?: number | null;
  readonly hi?: number | null;
}

/** "≤ 1,5", "≥ 95", "7–7,5" with the unit. */
export function targetText(target: Bounds, unit: string, locale: Locale): string {
  const n = (value: number | null | undefined): string =>
    value == null ? '' : formatShort(value, locale.lang);
  const shown = unitText(unit, locale.lang);
  const sign = { le: '≤ ', lt: '< ', ge: '≥ ', gt: '> ' };
  const text =
    target.comparator === 'between'
      ? locale.t('target.between', { lo: n(target.lo), hi: n(target.hi) })
      : `${sign[target.comparator]}${n(target.hi ?? target.lo)}`;
  return shown === '' ? text : `${text} ${shown}`;
}

/** The time that a period covers: "17:05–17:10", "23/11/2026", "tuần từ 23/11/2026". */
export function periodText(item: KpiItem, locale: Locale): string {
  const from = Date.parse(item.from);
  const to = Date.parse(item.to);
  switch (item.period) {
    case '5min':
    case '15min':
    case 'hour':
      return `${formatTime(from, locale.lang)}–${formatTime(to, locale.lang)}`;
    case 'day':
      return formatDate(from, locale.lang);
    case 'week':
      return `${formatDate(from, locale.lang)}–${formatDate(to - 1, locale.lang)}`;
    case 'month':
      return `${locale.t('period.month')} ${formatDate(from, locale.lang).slice(3)}`;
    case 'quarter': {
      const [, month = '1', year = ''] = formatDate(from, locale.lang).split('/');
      return `${locale.t('period.quarter')} ${Math.ceil(Number(month) / 3)}/${year}`;
    }
    case 'year':
      return formatDate(from, locale.lang).slice(6);
  }
}

/** As `periodText` with the kind of period before it and, for times of a day, the date: "giờ 07:00–08:00, 30/11/2026". */
export function periodTitle(item: KpiItem, locale: Locale): string {
  const text = periodText(item, locale);
  switch (item.period) {
    case '5min':
    case '15min':
    case 'hour':
      return `${locale.t(`period.${item.period}`)} ${text}, ${formatDate(Date.parse(item.from), locale.lang)}`;
    case 'month':
    case 'quarter':
      return text;
    case 'day':
    case 'week':
    case 'year':
      return `${locale.t(`period.${item.period}`)} ${text}`;
  }
}
