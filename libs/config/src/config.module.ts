import { type DynamicModule, Module } from '@nestjs/common';
import { AppConfig } from './app-config.js';
import { Clock, SystemClock } from './clock.js';

/** Gives every module the validated configuration and the clock. */
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: AppConfig, useValue: config },
        { provide: Clock, useValue: clock },
      ],
      exports: [AppConfig, Clock],
    };
  }
}
