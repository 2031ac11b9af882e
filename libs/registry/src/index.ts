export type {
  Area,
  AreaFact,
  Claim,
  Credential,
  Device,
  ExcludedInterval,
  Interval,
  InventorySnapshot,
  LedgerDelta,
  NewAreaFact,
  PendingCycle,
  Profile,
  RejectedRow,
  ReportingSet,
  SegmentFact,
  Stamp,
  Station,
  StationFact,
  Veto,
} from './model.js';
export { RegistryModule } from './registry.module.js';
export { Registry } from './registry.js';
export { RegistryOptions } from './registry-options.js';
export type { RegistryLog } from './registry-options.js';
export { RegistryError } from './registry.errors.js';
export { InventoryRepository } from './inventory/inventory.repository.js';
export type { NewDevice, NewStation, RegistryChange, StoredSecret } from './inventory/new-inventory.js';
export { CodecRepository } from './codecs/codec.repository.js';
export type { CodecAssignment, NewCodec, RegisteredCodec } from './codecs/codec.repository.js';
export { AreaFactRepository } from './inventory/area-fact.repository.js';
export { STATION_FACT_KEYS, StationFactRepository } from './inventory/station-fact.repository.js';
export { CredentialRepository } from './inventory/credential.repository.js';
export { ClaimRepository } from './claims/claim.repository.js';
export type { ClaimBatch, ClaimCode } from './claims/claim.js';
export { QuarantineRepository } from './inventory/quarantine.repository.js';
export { InventoryCache } from './inventory/inventory-cache.js';
export type { InventoryListener } from './inventory/inventory-cache.js';
export { PartitionRepository } from './partition/partition.repository.js';
export type { CycleEnd, Redo } from './partition/partition.repository.js';
export { LedgerRepository } from './ledger/ledger.repository.js';
export type { LedgerCursor, LedgerQuery, LedgerTotals } from './ledger/ledger.repository.js';
export { ReplayRepository } from './ledger/replay.repository.js';
export type { Replay, ReplayedMessage, ReplayFilter } from './ledger/replay.repository.js';
export { quarantineAt } from './inventory/quarantine-at.js';
export { deviceViewOf } from './inventory/device-view.js';
export { RejectedRepository } from './ledger/rejected.repository.js';
export type {
  ListedRejected,
  RejectedKey,
  RejectedQuery,
  RejectedSum,
} from './ledger/rejected.repository.js';
export { WorkRepository } from './work/work.repository.js';
export type { ClaimedWork, ClaimLimits, WorkCause, WorkKey } from './work/work.repository.js';
export { RevisionRepository } from './work/revision.repository.js';
export type { RevisionRow } from './work/revision.repository.js';
export { ExclusionRepository } from './exclusion/exclusion.repository.js';
export type { Exclusion, NewExclusion } from './exclusion/exclusion.repository.js';
export { RecalculationRepository } from './recalculation/recalculation.repository.js';
export type { Difference, Recalculation, RecalculationScope } from './recalculation/recalculation.js';
export { SigningRepository } from './signing/signing.repository.js';
export { RestatementRepository } from './signing/restatement.repository.js';
export type { ProposedCell, Restatement, Signature, SignedSpan } from './signing/signing.js';
export { AlarmRepository } from './alarms/alarm.repository.js';
export type { AlarmQuery } from './alarms/alarm.repository.js';
export { AlarmEpisodeRepository } from './alarms/alarm-episode.repository.js';
export type {
  AlarmChanges,
  AlarmStanding,
  AlarmStep,
  AlarmUpdate,
  EpisodeKey,
  NewAlarm,
  Notice,
} from './alarms/alarm-episode.repository.js';
export { AlarmRuleRepository } from './alarms/alarm-rule.repository.js';
export type { StoredAlarmRule } from './alarms/alarm-rule.repository.js';
export { alarmItemOf } from './alarms/alarm-item.js';
export type { AlarmEvent, AlarmFacts, AlarmResolution, StoredAlarm } from './alarms/alarm.js';
export { OutboxRepository } from './outbox/outbox.repository.js';
export type { ClaimedDelivery, Delivery, DeliveryState, NewDelivery } from './outbox/outbox.js';
export { WebhookRepository } from './webhooks/webhook.repository.js';
export { WebhookDeliveryRepository } from './webhooks/webhook-delivery.repository.js';
export { WEBHOOK_CHANNEL } from './webhooks/webhook.js';
export type {
  ClaimedWebhookDelivery,
  NewWebhook,
  Webhook,
  WebhookAnswer,
  WebhookDelivery,
} from './webhooks/webhook.js';
export { SettingRepository } from './work/setting.repository.js';
export { FrameworkRepository } from './catalogue/framework.repository.js';
export { CatalogueRepository } from './catalogue/catalogue.repository.js';
export type { CatalogueKind, CatalogueRow } from './catalogue/catalogue-row.js';
export { SavedQueryRepository } from './queries/saved-query.repository.js';
export type { SavedQuery } from './queries/saved-query.repository.js';
export { PlanUpdateRepository } from './plan/plan-update.repository.js';
export type { PlanUpdate } from './plan/plan-update.repository.js';
export { TargetRepository } from './catalogue/target.repository.js';
export type { StandingTarget } from './catalogue/target.repository.js';
export { targetSchema } from './seed/catalogue.schema.js';
export { IndicatorRepository } from './catalogue/indicator.repository.js';
export type { NewIndicatorValue, PublicationOutcome } from './catalogue/indicator-publication.js';
export type { IndicatorQuery } from './catalogue/indicator.repository.js';
export { ReportingSetRepository } from './areas/reporting-set.repository.js';
export { areasOf, importMistakes } from './areas/reporting-set-rules.js';
export type { ImportMistake, KnownAreas } from './areas/reporting-set-rules.js';
export { reportingSetSchema } from './areas/reporting-set.schema.js';
export type { ReportingSetInput } from './areas/reporting-set.schema.js';
export { placeStation, placingEpoch } from './placing.js';
export type { Placing } from './placing.js';
export type { Framework, FrameworkIndicator } from './seed/frameworks.schema.js';
export type { Indicator, IndicatorValue } from './seed/indicators.schema.js';
export type { NoiseLimit, Target } from './seed/catalogue.schema.js';
export type { Plan } from './seed/plan.schema.js';
export type { SeedSuccessor } from './seed/seeds.js';
export { PersonRepository } from './people/person.repository.js';
export type { Identity, Person } from './people/person.repository.js';
export type { RoleGrant } from './people/grant.js';
export { ApiKeyRepository } from './people/api-key.repository.js';
export type { ApiKey } from './people/api-key.repository.js';
export { SessionRepository } from './people/session.repository.js';
export type { Session, SessionTokens } from './people/session.repository.js';
export { AuditRepository } from './audit/audit.repository.js';
export type { AuditEntry } from './audit/audit-chain.js';
export type { AuditVerdict } from './audit/audit.repository.js';
export { buildTemplate } from './pglite/build-template.js';
export { templateFile } from './template-file.js';
