import type { Alarm, DeviceItem, KpiItem, LedgerItem } from '../api/types.js';
import type { LiveStore } from './store.js';

const RECONNECT_MS = 3000;

/** Reads the event stream into the store until the returned function is called. A broken stream is opened again. */
export function readFeed(store: LiveStore, kpis: readonly string[]): () => void {
  const query = new URLSearchParams({ type: 'kpi,device,alarm,ledger', kpi: kpis.join(',') });
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(`/api/v1/feed?${query.toString()}`);
    source.addEventListener('open', () => store.setFeed('open'));
    source.addEventListener('error', () => {
      store.setFeed('lost');
      // The browser reconnects by itself unless the server refused.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RECONNECT_MS);
    });
    on<KpiItem>(source, 'kpi', (item) => store.offerKpi(item));
    on<DeviceItem>(source, 'device', (item) => store.offerDevice(item));
    on<Alarm>(source, 'alarm', (item) => store.offerAlarm(item));
    on<LedgerItem>(source, 'ledger', (item) => store.offerLedger(item, Date.now()));
  };
  const on = <T>(from: EventSource, type: string, take: (item: T) => void): void => {
    from.addEventListener(type, (event: MessageEvent<string>) => {
      store.lastEventAt = Date.now();
      take(JSON.parse(event.data) as T);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
