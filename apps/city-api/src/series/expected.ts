import type { Device } from '@app/registry';

const GRACE_MS = 60_000;

/**
 * Readings due from devices in [from, to): one a cadence and lane while in service, counting only intervals whose
 * end and min(cadence, 60 s) of grace have passed.
 */
export function expectedReadings(devices: readonly Device[], from: number, to: number, now: number): number {
  let expected = 0;
  for (const device of devices) {
    const cadenceMs = device.cadenceS * 1000;
    const due = now - Math.min(cadenceMs, GRACE_MS);
    const lanes = Math.max(1, device.lanes.length);
    for (const active of device.active) {
      const start = Math.max(from, active.from);
      const end = Math.min(to, active.to ?? Infinity, due);
      if (end > start) expected += Math.floor((end - start) / cadenceMs) * lanes;
    }
  }
  return expected;
}
