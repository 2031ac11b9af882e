import type { FeedEvent } from '@app/contracts';
import { alarmItemOf, type AlarmRepository } from '@app/registry';
import { LatestValues } from './latest-values.js';

const AT_ONCE = 1000;
/** More open alarms than this are no longer looked at one by one. */
const AT_MOST = 20_000;

/** Adds the alarms that are open, from the registry: some began long before what ❹ still holds. */
export class StoredAlarms extends LatestValues {
  constructor(
    private readonly alarms: AlarmRepository,
    private readonly values: LatestValues,
  ) {
    super();
  }

  async fill(apply: (event: FeedEvent) => void): Promise<number> {
    let before: { openedAt: number; id: number } | undefined;
    for (let seen = 0; seen < AT_MOST; seen += AT_ONCE) {
      const alarms = await this.alarms.list({ states: ['open', 'acknowledged'], before, limit: AT_ONCE });
      for (const alarm of alarms) apply({ v: 1, type: 'alarm', item: alarmItemOf(alarm) });
      before = alarms.at(-1);
      if (alarms.length < AT_ONCE) break;
    }
    return this.values.fill(apply);
  }
}
