import { Global, Module } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { AdminKey } from './admin-key.js';

/** The administrator's key of the process that keeps it: given, or generated at the first start. Needs a data folder. */
@Global()
@Module({
  providers: [
    {
      provide: AdminKey,
      useFactory: (config: AppConfig) => AdminKey.open(config.dataDir, config.adminKey),
      inject: [AppConfig],
    },
  ],
  exports: [AdminKey],
})
export class KeptAdminKeyModule {}

/** The administrator's key as configuration gives it, for processes that have no data folder; without one it is nobody's. */
@Global()
@Module({
  providers: [
    {
      provide: AdminKey,
      useFactory: (config: AppConfig) => AdminKey.given(config.adminKey),
      inject: [AppConfig],
    },
  ],
  exports: [AdminKey],
})
export class GivenAdminKeyModule {}
