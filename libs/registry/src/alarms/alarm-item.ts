import type { AlarmItem } from '@app/contracts';
import { formatLocal } from '@app/kpi';
import type { StoredAlarm } from './alarm.js';

/** The alarm as the outside sees it; times in local time with their offset. */
export function alarmItemOf(alarm: StoredAlarm): AlarmItem {
  const time = (at: number | null): string | null => (at === null ? null : formatLocal(at));
  const { id, rule, kind, severity, area, station, device, kpi, measure, period, state } = alarm;
  const { value, limit, unit, acknowledgedBy, assignee, parent, children, textVi, textEn, revision } = alarm;
  return {
    id,
    rule,
    kind,
    severity,
    object: { type: alarm.objectType, id: alarm.objectId },
    area,
    station,
    device,
    kpi,
    measure,
    period,
    state,
    value,
    limit,
    unit,
    openedAt: formatLocal(alarm.openedAt),
    observedAt: formatLocal(alarm.observedAt),
    resolvedAt: time(alarm.resolvedAt),
    acknowledgedAt: time(alarm.acknowledgedAt),
    acknowledgedBy,
    assignee,
    parent,
    children,
    textVi,
    textEn,
    revision,
    updatedAt: formatLocal(alarm.updatedAt),
  };
}
