import type { AlarmKind, AlarmObject, AlarmState, Period, Severity } from '@app/contracts';

/** Why an alarm is over: its condition cleared, a person said so, it never was (late data), or its rule is gone. */
export type AlarmResolution = 'cleared' | 'person' | 'withdrawn' | 'rule';

/** What an alarm says that the rules decide. Times are epoch ms, those of the event. */
export interface AlarmFacts {
  readonly rule: string;
  readonly ruleVersion: number;
  readonly kind: AlarmKind;
  readonly severity: Severity;
  readonly objectType: AlarmObject['type'];
  readonly objectId: string;
  readonly area: string | null;
  readonly station: string | null;
  readonly device: string | null;
  readonly kpi: string | null;
  readonly measure: string | null;
  readonly period: Period | null;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly openedAt: number;
  readonly observedAt: number;
  /** When the condition no longer held; null while it does. */
  readonly endedAt: number | null;
  readonly textVi: string;
  readonly textEn: string;
}

/** An alarm as it is kept. `acknowledgedAt` and `updatedAt` are when people and the system did it. */
export interface StoredAlarm extends AlarmFacts {
  readonly id: number;
  readonly state: AlarmState;
  readonly resolvedAt: number | null;
  readonly resolution: AlarmResolution | null;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly assignee: string | null;
  readonly parent: number | null;
  readonly children: number;
  readonly revision: number;
  readonly notified: boolean;
  readonly madeAt: number;
  readonly updatedAt: number;
}

/** One entry of an alarm's history; `who` null: the rules. */
export interface AlarmEvent {
  readonly at: number;
  readonly who: string | null;
  readonly what: string;
  readonly note: string | null;
}

/** Columns of a `StoredAlarm`; the table is `a`. */
export const ALARM_COLUMNS = `a.id, a.rule, a.rule_version AS "ruleVersion", a.kind, a.severity,
  a.object_type AS "objectType", a.object_id AS "objectId", a.area, a.station, a.device, a.kpi, a.measure, a.period,
  a.state, a.value, a.limit_value AS "limit", a.unit, a.opened_at AS "openedAt", a.observed_at AS "observedAt",
  a.ended_at AS "endedAt", a.resolved_at AS "resolvedAt", a.resolution, a.acknowledged_at AS "acknowledgedAt",
  a.acknowledged_by AS "acknowledgedBy", a.assignee, a.parent,
  (SELECT count(*) FROM alarm c WHERE c.parent = a.id AND c.resolution IS DISTINCT FROM 'withdrawn') AS children,
  a.text_vi AS "textVi", a.text_en AS "textEn", a.revision, a.notified, a.made_at AS "madeAt",
  a.updated_at AS "updatedAt"`;
