import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/config';
import { ApiKeyRepository, InventoryCache, PersonRepository, SessionRepository } from '@app/registry';
import { Callers } from './callers.js';
import { Sessions } from './sessions.js';

/** Who asks, and people's sign-ins; needs the registry. */
@Module({
  providers: [
    {
      provide: Callers,
      useFactory: (
        keys: ApiKeyRepository,
        sessions: SessionRepository,
        people: PersonRepository,
        changes: InventoryCache,
        clock: Clock,
      ) => new Callers({ keys, sessions, people, changes }, () => clock.now()),
      inject: [ApiKeyRepository, SessionRepository, PersonRepository, InventoryCache, Clock],
    },
    {
      provide: Sessions,
      useFactory: (store: SessionRepository, clock: Clock) => new Sessions(store, () => clock.now()),
      inject: [SessionRepository, Clock],
    },
  ],
  exports: [Callers, Sessions],
})
export class CallersModule implements OnApplicationShutdown {
  constructor(@Inject(Callers) private readonly callers: Callers) {}

  onApplicationShutdown(): void {
    this.callers.close();
  }
}
