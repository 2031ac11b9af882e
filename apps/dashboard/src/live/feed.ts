import type { Alarm, DeviceItem, KpiItem, LedgerItem } from '../api/types.js';
import { readEvents } from './event-stream.js';
import type { LiveStore } from './store.js';

/** Reads the feed into the store until the returned function is called. */
export function readFeed(store: LiveStore, kpis: readonly string[]): () => void {
  const query = new URLSearchParams({ events: 'kpi,device,alarm,ledger', kpi: kpis.join(',') });
  return readEvents(`/api/v1/feed?${query.toString()}`, {
    opened: () => store.setFeed('open'),
    lost: () => store.setFeed('lost'),
    event: ({ type, data }) => {
      // What was missed is too far back to be sent again.
      if (type === 'reset') return store.reload();
      const take = takerOf(store, type);
      if (!take) return;
      store.lastEventAt = Date.now();
      take(JSON.parse(data));
    },
  });
}

function takerOf(store: LiveStore, type: string): ((item: unknown) => void) | null {
  switch (type) {
    case 'kpi':
      return (item) => store.offerKpi(item as KpiItem);
    case 'device':
      return (item) => store.offerDevice(item as DeviceItem);
    case 'alarm':
      return (item) => store.offerAlarm(item as Alarm);
    case 'ledger':
      return (item) => store.offerLedger(item as LedgerItem, Date.now());
    default:
      return null;
  }
}
