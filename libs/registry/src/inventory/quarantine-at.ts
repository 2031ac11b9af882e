import type { Device, Quarantine } from '../model.js';

/** The quarantine that a device is in at a time of arrival (epoch ms), or null. */
export function quarantineAt(device: Device | undefined, arrival: number): Quarantine | null {
  const quarantines = device?.quarantines;
  if (quarantines === undefined) return null;
  return quarantines.find(({ from, to }) => from <= arrival && (to === null || arrival < to)) ?? null;
}
