import { ApiKeyEntity } from './api-key.entity.js';
import { AlarmEventEntity } from './alarm-event.entity.js';
import { AlarmScopeEntity } from './alarm-scope.entity.js';
import { AlarmEntity } from './alarm.entity.js';
import { AreaFactEntity } from './area-fact.entity.js';
import { AreaEntity } from './area.entity.js';
import { AuditEntity } from './audit.entity.js';
import { CatalogueRowEntity } from './catalogue-row.entity.js';
import { ChangeEntity } from './change.entity.js';
import { ClaimBatchEntity } from './claim-batch.entity.js';
import { ClaimCodeEntity } from './claim-code.entity.js';
import { CredentialEntity } from './credential.entity.js';
import { DeviceCodecEntity } from './device-codec.entity.js';
import { DeviceQuarantineEntity } from './device-quarantine.entity.js';
import { ReplayEntity } from './replay.entity.js';
import { DeviceIntervalEntity } from './device-interval.entity.js';
import { DeviceEntity } from './device.entity.js';
import { GatewayEntity } from './gateway.entity.js';
import { IndicatorValueEntity } from './indicator-value.entity.js';
import { IndicatorEntity } from './indicator.entity.js';
import { KpiRevisionEntity } from './kpi-revision.entity.js';
import { LedgerRejectionEntity } from './ledger-rejection.entity.js';
import { LedgerEntity } from './ledger.entity.js';
import { OutboxEntity } from './outbox.entity.js';
import { PartitionPositionEntity } from './partition-position.entity.js';
import { PendingCycleEntity } from './pending-cycle.entity.js';
import { PersonEntity } from './person.entity.js';
import { PlanUpdateEntity } from './plan-update.entity.js';
import { RejectedEntity } from './rejected.entity.js';
import { ReportingSetEntity } from './reporting-set.entity.js';
import { RoleGrantEntity } from './role-grant.entity.js';
import { SessionEntity } from './session.entity.js';
import { SavedQueryEntity } from './saved-query.entity.js';
import { SettingEntity } from './setting.entity.js';
import { StationFactEntity } from './station-fact.entity.js';
import { StationEntity } from './station.entity.js';
import { WebhookEntity } from './webhook.entity.js';
import { WorkEntity } from './work.entity.js';
import { ExclusionEntity } from './exclusion.entity.js';
import { RecalculationDifferenceEntity } from './recalculation-difference.entity.js';
import { RecalculationEntity } from './recalculation.entity.js';
import { RestatementCellEntity } from './restatement-cell.entity.js';
import { RestatementEntity } from './restatement.entity.js';
import { SignatureEntity } from './signature.entity.js';

/** Every table of the registry. */
export const ENTITIES = [
  SavedQueryEntity,
  ApiKeyEntity,
  AlarmEntity,
  AlarmEventEntity,
  AlarmScopeEntity,
  AreaEntity,
  AreaFactEntity,
  AuditEntity,
  CatalogueRowEntity,
  ChangeEntity,
  ClaimBatchEntity,
  ClaimCodeEntity,
  CredentialEntity,
  DeviceIntervalEntity,
  DeviceQuarantineEntity,
  ReplayEntity,
  DeviceCodecEntity,
  DeviceEntity,
  GatewayEntity,
  IndicatorValueEntity,
  IndicatorEntity,
  KpiRevisionEntity,
  LedgerRejectionEntity,
  LedgerEntity,
  OutboxEntity,
  PartitionPositionEntity,
  PendingCycleEntity,
  PersonEntity,
  PlanUpdateEntity,
  RejectedEntity,
  ReportingSetEntity,
  RoleGrantEntity,
  SessionEntity,
  SettingEntity,
  StationFactEntity,
  StationEntity,
  ExclusionEntity,
  RecalculationDifferenceEntity,
  RecalculationEntity,
  RestatementCellEntity,
  RestatementEntity,
  SignatureEntity,
  WebhookEntity,
  WorkEntity,
];
