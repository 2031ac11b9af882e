import type { KpiDevice, KpiStation } from '@app/kpi';
import { type AlarmRule, alarmRuleSchema, SLOT_MS, SlotTable } from '../src/index.js';

/** 2026-11-23 08:00 in Bình Dương, the start of a slot. */
export const T0 = Date.UTC(2026, 10, 23, 1);
export const slot = (i: number): number => T0 + i * SLOT_MS;

const TEXT = { vi: '{object}: {value} {unit}', en: '{object}: {value} {unit}' };
const COMMON = { names: TEXT, severity: 'warning', ground: 'test', text: TEXT };

export function ruleOf<K extends AlarmRule['kind']>(
  kind: K,
  more: Readonly<Record<string, unknown>>,
): Extract<AlarmRule, { kind: K }> {
  return alarmRuleSchema.parse({ id: `${kind}-rule`, kind, ...COMMON, ...more }) as Extract<
    AlarmRule,
    { kind: K }
  >;
}

export function aDevice(id: string, cadenceS = 60, more: Partial<KpiDevice> = {}): KpiDevice {
  return {
    id,
    cadenceS,
    lanes: [],
    direction: '',
    active: [{ from: 0, to: null }],
    excluded: [],
    measures: null,
    phaseMs: null,
    ...more,
  };
}

export function aStation(devices: readonly KpiDevice[], facts: KpiStation['facts'] = []): KpiStation {
  return { id: 'st', no: 1, family: 'air', facts, devices };
}

/** Windows of a gauge by device and slot; null: no reading. `n`: readings of each. */
export function gaugeTable(values: Readonly<Record<string, readonly (number | null)[]>>, n = 5): SlotTable {
  const rows = Object.entries(values).flatMap(([device, list]) =>
    list.flatMap((value, i) => (value === null ? [] : [{ device, time: slot(i), value }])),
  );
  const column = (of: (value: number) => number): Float64Array =>
    Float64Array.from(rows, (row) => of(row.value));
  return new SlotTable(
    {
      length: rows.length,
      times: Float64Array.from(rows, (row) => row.time),
      tags: { device: rows.map((row) => row.device) },
      fields: {
        n: column(() => n),
        sum: column((value) => n * value),
        min: column((value) => value),
        max: column((value) => value),
      },
    },
    { n: 'n', num: 'sum', den: 'n', min: 'min', max: 'max' },
  );
}
