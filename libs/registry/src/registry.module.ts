import { join } from 'node:path';
import { Global, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { Logs, Metrics, Readiness } from '@app/observability';
import { AlarmEpisodeRepository } from './alarms/alarm-episode.repository.js';
import { AlarmRepository } from './alarms/alarm.repository.js';
import { AlarmRuleRepository } from './alarms/alarm-rule.repository.js';
import { ReportingSetRepository } from './areas/reporting-set.repository.js';
import { CatalogueRepository } from './catalogue/catalogue.repository.js';
import { TargetRepository } from './catalogue/target.repository.js';
import { FrameworkRepository } from './catalogue/framework.repository.js';
import { IndicatorRepository } from './catalogue/indicator.repository.js';
import { AreaFactRepository } from './inventory/area-fact.repository.js';
import { CredentialRepository } from './inventory/credential.repository.js';
import { AuditRepository } from './audit/audit.repository.js';
import { CodecRepository } from './codecs/codec.repository.js';
import { ExclusionRepository } from './exclusion/exclusion.repository.js';
import { InventoryCache } from './inventory/inventory-cache.js';
import { ClaimRepository } from './claims/claim.repository.js';
import { QuarantineRepository } from './inventory/quarantine.repository.js';
import { InventoryRepository } from './inventory/inventory.repository.js';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { RejectedRepository } from './ledger/rejected.repository.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { ReplayRepository } from './ledger/replay.repository.js';
import { PartitionRepository } from './partition/partition.repository.js';
import { ApiKeyRepository } from './people/api-key.repository.js';
import { PersonRepository } from './people/person.repository.js';
import { SessionRepository } from './people/session.repository.js';
import { SavedQueryRepository } from './queries/saved-query.repository.js';
import { PlanUpdateRepository } from './plan/plan-update.repository.js';
import { StationFactRepository } from './inventory/station-fact.repository.js';
import { Registry } from './registry.js';
import { publishRegistry } from './registry.metrics.js';
import { RegistryOptions } from './registry-options.js';
import { RecalculationRepository } from './recalculation/recalculation.repository.js';
import { RestatementRepository } from './signing/restatement.repository.js';
import { SigningRepository } from './signing/signing.repository.js';
import { RevisionRepository } from './work/revision.repository.js';
import { SettingRepository } from './work/setting.repository.js';
import { WorkRepository } from './work/work.repository.js';
import { WebhookDeliveryRepository } from './webhooks/webhook-delivery.repository.js';
import { WebhookRepository } from './webhooks/webhook.repository.js';
import { templateFile } from './template-file.js';

const REPOSITORIES = [
  Registry,
  InventoryRepository,
  AreaFactRepository,
  StationFactRepository,
  CredentialRepository,
  QuarantineRepository,
  ClaimRepository,
  InventoryCache,
  PartitionRepository,
  LedgerRepository,
  RejectedRepository,
  ReplayRepository,
  WorkRepository,
  RevisionRepository,
  SettingRepository,
  CodecRepository,
  ExclusionRepository,
  RecalculationRepository,
  SigningRepository,
  RestatementRepository,
  CatalogueRepository,
  IndicatorRepository,
  FrameworkRepository,
  ReportingSetRepository,
  TargetRepository,
  PlanUpdateRepository,
  SavedQueryRepository,
  PersonRepository,
  ApiKeyRepository,
  SessionRepository,
  AuditRepository,
  OutboxRepository,
  AlarmRepository,
  AlarmEpisodeRepository,
  AlarmRuleRepository,
  WebhookRepository,
  WebhookDeliveryRepository,
];

/** The registry by the deployment's profile: open before any other module starts, closed after all have stopped. */
@Global()
@Module({
  providers: [
    { provide: RegistryOptions, inject: [AppConfig, Logs], useFactory: optionsOf },
    ...REPOSITORIES,
  ],
  exports: REPOSITORIES,
})
export class RegistryModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly registry: Registry,
    private readonly cache: InventoryCache,
    readiness: Readiness,
    metrics: Metrics,
  ) {
    publishRegistry(registry, metrics);
    readiness.add('registry', () => registry.health());
  }

  async onModuleInit(): Promise<void> {
    await this.registry.open();
    await this.cache.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.cache.stop();
    await this.registry.close();
  }
}

function optionsOf(config: AppConfig, logs: Logs): RegistryOptions {
  return new RegistryOptions(
    config.profile === 'embedded' ? 'pglite' : 'postgres',
    join(config.dataDir, 'registry'),
    config.postgresUrl,
    config.seedsDir,
    templateFile(),
    logs.for('registry'),
  );
}
