import { activeMs, graceMs, type KpiDevice, type KpiStation } from '@app/kpi';
import { SLOT_MS, type SlotTable } from './slots.js';

/** What a measure's rule is about: a station or one of its devices, with the devices whose windows count. */
export interface Watched {
  readonly type: 'station' | 'device';
  readonly id: string;
  readonly station: KpiStation;
  readonly devices: readonly KpiDevice[];
}

/** True while some device of it is in service. */
export function isInService(watched: Pick<Watched, 'devices'>, start: number): boolean {
  return watched.devices.some((device) => activeMs(device, start, start + SLOT_MS) > 0);
}

/** Readings that the devices owe for a slot, all lanes. */
export function owed(devices: readonly KpiDevice[], start: number): number {
  let sum = 0;
  for (const device of devices)
    sum +=
      (activeMs(device, start, start + SLOT_MS) / (device.cadenceS * 1000)) *
      Math.max(1, device.lanes.length);
  return sum;
}

/**
 * True when nothing more is to be waited for of a slot: everything owed has come, or it would have by now. What comes
 * later all the same is late data, and the slot is looked at again.
 */
export function isSettled(
  devices: readonly KpiDevice[],
  table: SlotTable,
  start: number,
  now: number,
): boolean {
  return devices.every((device) => {
    const cadence = device.cadenceS * 1000;
    if (start + SLOT_MS + cadence + graceMs(cadence) <= now) return true;
    if (cadence > SLOT_MS) return activeMs(device, start, start + SLOT_MS) === 0;
    return (table.at(device.id, start)?.n ?? 0) >= Math.floor(owed([device], start));
  });
}

/** True where an operator marked the device's readings as not to be counted. */
export function isExcluded(device: KpiDevice, start: number): boolean {
  return device.excluded.some(({ from, to }) => from < start + SLOT_MS && to > start);
}
