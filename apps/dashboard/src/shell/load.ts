import { useContext } from 'react';
import { getList, serverNow } from '../api/client.js';
import type {
  Alarm,
  Area,
  Device,
  KpiItem,
  LedgerItem,
  Period,
  ReportingSet,
  Station,
} from '../api/types.js';
import { type Resource, useResource } from '../api/use-resource.js';
import { localDate } from '../i18n/formats.js';
import { COLUMNS, type Definitions, definitionOf, loadDefinitions, periodFor } from '../kpi/catalogue.js';
import type { LiveStore } from '../live/store.js';
import { LiveContext, useLiveVersion } from '../live/use-live.js';
import type { WantedPeriod } from '../route/url-state.js';

/** Standing data of the city. */
export interface Standing {
  readonly areas: readonly Area[];
  readonly sets: readonly ReportingSet[];
  readonly stations: readonly Station[];
  readonly definitions: Definitions;
}

let begun: Promise<Standing> | null = null;
let begunValues: { readonly key: string; readonly items: Promise<readonly KpiItem[]> } | null = null;

/** Begins to load the standing data, and the newest values of a page that shows them, before anything is drawn. */
export function beginLoading(values: WantedPeriod | null): void {
  const definitions = loadDefinitions();
  begun = loadStanding(definitions);
  // Whoever waits for it tells what failed.
  begun.catch(() => undefined);
  if (values === null) return;
  const items = definitions.then((known) => loadValues(known, values));
  items.catch(() => undefined);
  begunValues = { key: valuesKey(values, 0), items };
}

async function loadStanding(reading: Promise<Definitions>, signal?: AbortSignal): Promise<Standing> {
  const [areas, sets, stations, definitions] = await Promise.all([
    getList<Area>('/api/v1/areas', { outline: 'true' }, signal),
    getList<ReportingSet>('/api/v1/reporting-sets', {}, signal),
    getList<Station>('/api/v1/stations', {}, signal),
    reading,
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
      return first ?? loadStanding(loadDefinitions(signal), signal);
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
  const key = valuesKey(wanted, store.epoch);
  return useResource(
    definitions.size > 0 ? key : null,
    async (signal) => {
      const first = begunValues?.key === key ? begunValues.items : null;
      begunValues = null;
      store.setValues(await (first ?? loadValues(definitions, wanted, signal)));
      return true as const;
    },
    60_000,
  );
}

function valuesKey(wanted: WantedPeriod, epoch: number): string {
  return `live|${wanted}|${epoch}`;
}

/** The newest values of the table's KPIs in all areas: one call for each period that some are shown at. */
async function loadValues(
  definitions: Definitions,
  wanted: WantedPeriod,
  signal?: AbortSignal,
): Promise<readonly KpiItem[]> {
  const byPeriod = new Map<Period, string[]>();
  for (const kpi of COLUMNS) {
    const period = periodFor(definitionOf(definitions, kpi), wanted);
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), kpi]);
  }
  const lists = await Promise.all(
    [...byPeriod].map(([period, kpis]) =>
      getList<KpiItem>('/api/v1/latest', { kpi: kpis.join(','), period }, signal),
    ),
  );
  return lists.flat();
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
