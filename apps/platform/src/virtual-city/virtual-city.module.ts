import { Module } from '@nestjs/common';
import { Readiness } from '@app/observability';
import { RegistryModule } from '@app/registry';
import { VirtualCity } from './virtual-city.js';

/** The virtual city as a part of a process of its own, whose readiness it then is. */
@Module({ imports: [RegistryModule], providers: [VirtualCity], exports: [VirtualCity] })
export class VirtualCityModule {
  constructor(city: VirtualCity, readiness: Readiness) {
    readiness.add('virtualCity', () => city.health());
  }
}
