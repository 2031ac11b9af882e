import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/config';

/** The engines of the distributed profile. */
type Engine = 'kafka' | 'influx' | 'postgres';

/** An HTTP interface beside the status port. */
export interface ServiceHttp {
  readonly port: (config: AppConfig) => number;
  /** With its options; a new one for each attempt to start. */
  readonly adapter?: () => FastifyAdapter;
  /** Adds what stands beside the controllers, before the application is initialised. */
  readonly mount?: (app: NestFastifyApplication) => Promise<unknown>;
}

/** A service as a process of its own. */
export interface ServiceDefinition {
  readonly name: string;
  /** Engines that it can't work without; their variables have to be set. */
  readonly needs: readonly Engine[];
  /** All it is made of, apart from configuration, clock, logs, metrics and readiness. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** Consumers and inlets to connect; they listen once the stores are open. */
  readonly strategies?: readonly Type<CustomTransportStrategy>[];
  readonly http?: ServiceHttp;
  /** Called when everything runs, before the service calls itself ready. */
  readonly started?: (app: INestApplicationContext, config: AppConfig) => Promise<void>;
}
