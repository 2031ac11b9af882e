import { AppConfig } from '@app/config';
import { SECRET, type TestRegistry } from '@app/testing';
import type { StoredAlarm } from '@app/registry';
import { type Ground, KpiHarness, type WindowRow } from './kpi-harness.js';

export const SLOT_MS = 300_000;

/** A service with mail configured, its rules read; `new` again is another instance on the same stores. */
export async function startAlarms(ground: Ground): Promise<KpiHarness> {
  const harness = await KpiHarness.start(ground);
  await harness.alarmRules.load();
  return harness;
}

export function withMail(ground: Ground): Ground {
  const env = { NHIPPHO_SMTP_URL: 'smtp://127.0.0.1:1', NHIPPHO_SMTP_TO: 'truc@example.vn' };
  return { ...ground, config: AppConfig.fromEnv(env) };
}

/** A gauge with alert levels of its own, five-minute readings. */
export async function addGauge(registry: TestRegistry, id: string, bd1 = 1.4): Promise<void> {
  const value = { bd1, bd2: 5, bd3: 9, datum: 'Hòn Dấu', note: 'thử' };
  await registry.inventory.createStation({
    id: `st-${id}`,
    name: `Trạm ${id}`,
    kind: 'water',
    lat: 10.98,
    lon: 106.65,
    facts: [{ key: 'floodLevels', value, validFrom: 0, validTo: null }],
  });
  await registry.inventory.createDevice(
    { id, station: `st-${id}`, profile: 'water', cadence: 300, activeFrom: 0 },
    SECRET,
  );
  await registry.cache.refresh();
}

export function levelWindow(device: string, start: number, level: number): WindowRow {
  const fields = { readings: 1, valid_s: 300, online_s: 300, late_0: 1 };
  const own = { level_n: 1, level_sum: level, level_min: level, level_max: level, level_ssq: level ** 2 };
  return { family: 'water', device, start, fields: { ...fields, ...own } };
}

/** What two runs must agree in; times since `start`. */
export function essence(alarms: readonly StoredAlarm[], start: number): readonly (readonly unknown[])[] {
  return alarms
    .filter(({ resolution }) => resolution !== 'withdrawn')
    .map((a) => [a.rule, a.openedAt - start, a.endedAt === null ? null : a.endedAt - start, a.state, a.value])
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
}

export function allAlarms(registry: TestRegistry): Promise<StoredAlarm[]> {
  return registry.alarms.list({ limit: 1000 });
}
