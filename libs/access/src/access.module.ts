import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/config';
import { CredentialRepository, InventoryCache } from '@app/registry';
import { Authenticator } from './authenticator.js';

/** Gives every module the Authenticator; needs the registry. */
@Global()
@Module({
  providers: [
    {
      provide: Authenticator,
      useFactory: (credentials: CredentialRepository, inventory: InventoryCache, clock: Clock) =>
        new Authenticator(credentials, inventory, () => clock.now()),
      inject: [CredentialRepository, InventoryCache, Clock],
    },
  ],
  exports: [Authenticator],
})
export class AccessModule implements OnApplicationShutdown {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  onApplicationShutdown(): void {
    this.authenticator.close();
  }
}
