export { FAMILIES } from './families.js';
export type { Family } from './families.js';
export { SPEED_LIMITS_KMH } from './speed-limits.js';
export { TOPICS, TOPIC_SPECS } from './topics.js';
export type { Topic, TopicSpec } from './topics.js';
export { REJECT_REASONS } from './raw-record.js';
export type { Inlet, RawHeaders, RejectReason } from './raw-record.js';
export { PAYLOAD_RETENTION_MS, RAW_RETENTION_MS, WINDOW_RETENTION_MS } from './retention.js';
export { WINDOW_MS } from './windows-changed.js';
export type { WindowsChanged } from './windows-changed.js';
export { PERIODS, periodSchema, qualitySchema, finalitySchema, kpiItemSchema } from './kpi-item.js';
export type { Period, Quality, Finality, KpiItem } from './kpi-item.js';
export {
  ALARM_KINDS,
  ALARM_OBJECTS,
  ALARM_STATES,
  alarmItemSchema,
  alarmKindSchema,
  alarmObjectSchema,
  alarmStateSchema,
  SEVERITIES,
  severitySchema,
} from './alarm-item.js';
export type { AlarmItem, AlarmKind, AlarmObject, AlarmState, Severity } from './alarm-item.js';
export type { DeviceItem, LedgerItem, FeedEvent } from './feed-event.js';
