import { useContext } from 'react';
import { getJson, getList } from '../api/client.js';
import type { Alarm, Area, Device, KpiItem, LedgerItem, Page, ReportingSet, Station } from '../api/types.js';
import { type Resource, useResource } from '../api/use-resource.js';
import { localDate } from '../i18n/formats.js';
import { COLUMNS, type Definitions, definitionOf, loadDefinitions, periodFor } from '../kpi/catalogue.js';
import type { LiveStore } from '../live/store.js';
import { LiveContext, useLiveVersion } from '../live/use-live.js';
import type { WantedPeriod } from '../route/url-state.js';
import { serverNow } from '../api/client.js';

/** Standing data of the city. */
export interface Standing {
  readonly areas: readonly Area[];
  readonly sets: readonly ReportingSet[];
  readonly stations: readonly Station[];
  readonly definitions: Definitions;
}

let begun: Promise<Standing> | null = null;

/** Begins to load the standing data before anything is drawn. */
export function beginStanding(): void {
  begun = loadStanding();
  // Whoever waits for it tells what failed.
  begun.catch(() => undefined);
}

async function loadStanding(signal?: AbortSignal): Promise<Standing> {
  const [areas, sets, stations, definitions] = await Promise.all([
    getList<Area>('/api/v1/areas', { outline: 'true' }, signal),
    getList<ReportingSet>('/api/v1/reporting-sets', {}, signal),
    getList<Station>('/api/v1/stations', {}, signal),
    loadDefinitions(signal),
  ]);
  return { areas, sets, stations, definitions };
}

/** Areas, stations, definitions and the reporting sets; again every five minutes. */
export function useStanding(reloads: number): Resource<Standing> {
  return useResource(
    `standing|${reloads}`,
    (signal) => {
      const first = begun;
      begun = null;
      return first ?? loadStanding(signal);
    },
    300_000,
  );
}

/** Fills the live store with what every page shows: devices, today's ledger and unresolved alarms; again after a gap of the feed. */
export function useLiveGround(): void {
  const store = useContext(LiveContext);
  useLiveVersion();
  useResource(`devices|${store.epoch}`, (signal) => fillDevices(store, signal), 60_000);
  useResource(`ledger|${localDate(serverNow())}|${store.epoch}`, (signal) => fillLedger(store, signal));
  useResource(`alarms|${store.epoch}`, (signal) => fillAlarms(store, signal), 60_000);
}

/** Fills the live store with the newest KPI values at the shown periods, once the definitions are there. */
export function useLiveValues(definitions: Definitions, wanted: WantedPeriod): Resource<true> {
  const store = useContext(LiveContext);
  useLiveVersion();
  return useResource(
    definitions.size > 0 ? `live|${wanted}|${store.epoch}` : null,
    async (signal) => {
      await Promise.all(
        COLUMNS.map((kpi) => fillKpi(store, kpi, periodFor(definitionOf(definitions, kpi), wanted), signal)),
      );
      store.setValuesLoaded();
      return true as const;
    },
    60_000,
  );
}

async function fillKpi(store: LiveStore, kpi: string, period: string, signal: AbortSignal): Promise<void> {
  const page = await getJson<Page<KpiItem>>('/api/v1/latest', { kpi, period }, signal);
  for (const item of page.items) store.offerKpi(item);
}

async function fillDevices(store: LiveStore, signal: AbortSignal): Promise<true> {
  store.setDevices(await getList<Device>('/api/v1/devices', {}, signal));
  return true;
}

async function fillLedger(store: LiveStore, signal: AbortSignal): Promise<true> {
  store.setLedger(await getList<LedgerItem>('/api/v1/ledger', { from: localDate(serverNow()) }, signal));
  return true;
}

async function fillAlarms(store: LiveStore, signal: AbortSignal): Promise<true> {
  const states = ['open', 'acknowledged'];
  const lists = await Promise.all(states.map((state) => getList<Alarm>('/api/v1/alarms', { state }, signal)));
  store.setAlarms(lists.flat());
  return true;
}
