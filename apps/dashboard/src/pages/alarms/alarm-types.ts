import type { ItemOf, Schemas } from '@app/api-client';
import type { Names } from '../../api/types.js';

export type AlarmItem = Schemas['AlarmItem'];
export type AlarmWithHistory = Schemas['AlarmWithHistory'];
type RuleView = ItemOf<'/api/v1/alarm-rules'>;
/** A rule's version; its texts, which the document's types leave open, are texts. */
export type AlarmRule = Omit<RuleView, 'rule'> & {
  readonly rule: RuleView['rule'] & { readonly names: Names; readonly ground: string };
};
export type Severity = AlarmItem['severity'];

export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** Orders alarms as they want to be looked at: the worst first, then the newest. */
export function byUrgency(a: AlarmItem, b: AlarmItem): number {
  const rank = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  return rank === 0 ? (a.openedAt < b.openedAt ? 1 : -1) : rank;
}
