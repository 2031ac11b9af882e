import { z } from 'zod';
import { periodSchema } from './kpi-item.js';

export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export const severitySchema = z.enum(SEVERITIES);
export type Severity = z.infer<typeof severitySchema>;

export const ALARM_KINDS = ['threshold', 'band', 'rate', 'silence', 'frozen', 'kpi'] as const;
export const alarmKindSchema = z.enum(ALARM_KINDS);
export type AlarmKind = z.infer<typeof alarmKindSchema>;

export const ALARM_STATES = ['open', 'acknowledged', 'resolved'] as const;
export const alarmStateSchema = z.enum(ALARM_STATES);
export type AlarmState = z.infer<typeof alarmStateSchema>;

/** What an alarm can be about. A gateway's alarm is a root: all its devices are silent. */
export const ALARM_OBJECTS = ['device', 'station', 'area', 'gateway'] as const;
export const alarmObjectSchema = z.object({ type: z.enum(ALARM_OBJECTS), id: z.string() });
export type AlarmObject = z.infer<typeof alarmObjectSchema>;

const time = z.iso.datetime({ offset: true });
const maybeText = z.string().nullable();

/** One alarm, open or past. The same object in REST, SSE, MQTT and webhooks; times are those of the event, local. */
export const alarmItemSchema = z
  .object({
    id: z.number().int(),
    rule: z.string(),
    kind: alarmKindSchema,
    severity: severitySchema,
    object: alarmObjectSchema,
    area: maybeText.meta({ description: 'smallest area of the active reporting set that holds the object' }),
    station: maybeText,
    device: maybeText,
    kpi: maybeText,
    measure: maybeText,
    period: periodSchema.nullable().meta({ description: 'period of a KPI rule' }),
    state: alarmStateSchema,
    value: z
      .number()
      .nullable()
      .meta({ description: 'as of observedAt; of a silence, seconds without a reading' }),
    limit: z.number().nullable(),
    unit: z.string(),
    openedAt: time.meta({ description: 'when the condition had held for its duration, in event time' }),
    observedAt: time.meta({ description: 'end of the interval that `value` is of' }),
    resolvedAt: time.nullable(),
    acknowledgedAt: time.nullable().meta({ description: 'when a person did it' }),
    acknowledgedBy: maybeText,
    assignee: maybeText,
    parent: z.number().int().nullable().meta({ description: 'root alarm that this one is a part of' }),
    children: z.number().int().meta({ description: 'alarms under this root' }),
    textVi: z.string(),
    textEn: z.string(),
    revision: z.number().int().meta({ description: 'grows with every change of the item' }),
    updatedAt: time,
  })
  .meta({ id: 'AlarmItem' });
export type AlarmItem = z.infer<typeof alarmItemSchema>;
