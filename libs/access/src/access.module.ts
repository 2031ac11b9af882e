import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '@app/config';
import { CredentialRepository, InventoryCache } from '@app/registry';
import { AdminKey } from './admin-key.js';
import { Authenticator } from './authenticator.js';

/** Gives every module the Authenticator and the AdminKey; needs the registry, the configuration and its data folder. */
@Global()
@Module({
  providers: [
    {
      provide: Authenticator,
      useFactory: (credentials: CredentialRepository, inventory: InventoryCache) =>
        new Authenticator(credentials, inventory),
      inject: [CredentialRepository, InventoryCache],
    },
    {
      provide: AdminKey,
      useFactory: (config: AppConfig) => AdminKey.open(config.dataDir, config.adminKey),
      inject: [AppConfig],
    },
  ],
  exports: [Authenticator, AdminKey],
})
export class AccessModule implements OnApplicationShutdown {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  onApplicationShutdown(): void {
    this.authenticator.close();
  }
}
