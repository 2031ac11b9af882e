import { Global, Module } from '@nestjs/common';
import { Registry } from './registry.js';
import { InventoryRepository } from './inventory/inventory.repository.js';
import { CredentialRepository } from './inventory/credential.repository.js';
import { InventoryCache } from './inventory/inventory-cache.js';
import { PartitionRepository } from './partition/partition.repository.js';
import { LedgerRepository } from './ledger/ledger.repository.js';
import { RejectedRepository } from './ledger/rejected.repository.js';
import { WorkRepository } from './work/work.repository.js';
import { RevisionRepository } from './work/revision.repository.js';
import { SettingRepository } from './work/setting.repository.js';
import { CatalogueRepository } from './catalogue/catalogue.repository.js';
import { IndicatorRepository } from './catalogue/indicator.repository.js';

const REPOSITORIES = [
  Registry,
  InventoryRepository,
  CredentialRepository,
  InventoryCache,
  PartitionRepository,
  LedgerRepository,
  RejectedRepository,
  WorkRepository,
  RevisionRepository,
  SettingRepository,
  CatalogueRepository,
  IndicatorRepository,
];

/** The registry by the deployment's profile; opened before any other module starts, closed after all stopped. */
@Global()
@Module({ providers: REPOSITORIES, exports: REPOSITORIES })
export class RegistryModule {}
