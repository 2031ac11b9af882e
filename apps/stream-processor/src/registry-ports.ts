import { Injectable } from '@nestjs/common';
import { CatalogueRepository, InventoryCache, PartitionRepository, RejectedRepository } from '@app/registry';

/** What the processor uses of the registry, gathered. */
@Injectable()
export class RegistryPorts {
  constructor(
    readonly partitions: PartitionRepository,
    readonly rejected: RejectedRepository,
    readonly inventory: InventoryCache,
    readonly catalogue: CatalogueRepository,
  ) {}
}
