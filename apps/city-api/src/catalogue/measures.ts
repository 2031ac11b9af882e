import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CatalogueRepository } from '@app/registry';
import { MeasureCatalogue } from '@app/telemetry';

/** The measure catalogue of the registry, read once at start. */
@Injectable()
export class Measures implements OnModuleInit {
  private parsed: MeasureCatalogue | null = null;

  constructor(private readonly repository: CatalogueRepository) {}

  async onModuleInit(): Promise<void> {
    await this.load();
  }

  /** The catalogue, read now if that has not been done. */
  async load(): Promise<MeasureCatalogue> {
    this.parsed ??= MeasureCatalogue.parse(await this.repository.measures());
    return this.parsed;
  }

  catalogue(): MeasureCatalogue {
    if (!this.parsed) throw new Error('the measure catalogue is read when the module starts');
    return this.parsed;
  }
}
