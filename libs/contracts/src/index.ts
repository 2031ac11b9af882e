export { TOPICS, TOPIC_SPECS } from './topics.js';
export type { Topic, TopicSpec } from './topics.js';
export { REJECT_REASONS } from './raw-record.js';
export type { Inlet, RawHeaders, RejectReason } from './raw-record.js';
export { WINDOW_MS } from './windows-changed.js';
export type { WindowsChanged } from './windows-changed.js';
export { PERIODS, periodSchema, qualitySchema, finalitySchema, kpiItemSchema } from './kpi-item.js';
export type { Period, Quality, Finality, KpiItem } from './kpi-item.js';
export type { DeviceItem, LedgerItem, FeedEvent } from './feed-event.js';
