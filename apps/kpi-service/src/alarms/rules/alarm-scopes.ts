import type { AlarmRule } from '@app/alarms';

/** Work domains of alarms: what is evaluated together. */
const PREFIX = 'alarm.';
export const SILENCE_SCOPE = `${PREFIX}data`;
export const KPI_SCOPE = `${PREFIX}kpi`;

/** The scope that a rule belongs to: silence of all devices, all KPI rules, or a measure family. */
export function scopeOf(rule: AlarmRule): string {
  if (rule.kind === 'silence') return SILENCE_SCOPE;
  if (rule.kind === 'kpi') return KPI_SCOPE;
  return familyScope(rule.measure.split('.')[0] ?? '');
}

export function familyScope(family: string): string {
  return `${PREFIX}${family}`;
}

export function isAlarmScope(domain: string): boolean {
  return domain.startsWith(PREFIX);
}
