import { formatNumber, type Language } from '../../../i18n/formats.js';

/** Change from an earlier value: percent, or percentage points of a percentage; null where it can't be told. */
export function changeOf(now: number | null, before: number | null, unit: string): number | null {
  if (now === null || before === null) return null;
  if (unit.startsWith('%')) return now - before;
  return before === 0 ? null : ((now - before) / Math.abs(before)) * 100;
}

/** "+4,0 %", "−0,3 điểm %". */
export function changeText(change: number, unit: string, language: Language): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '';
  const points = language === 'vi' ? 'điểm %' : 'pp';
  return `${sign}${formatNumber(Math.abs(change), language, 1)}\u00A0${unit.startsWith('%') ? points : '%'}`;
}
