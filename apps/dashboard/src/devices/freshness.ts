import type { Device, DeviceState } from '../api/types.js';

export const STATES: readonly DeviceState[] = ['live', 'late', 'silent', 'never'];

/** A device's state now, from its newest data and cadence; the same rule as the server's. */
export function stateAt(device: Pick<Device, 'lastSeen' | 'cadence'>, nowMs: number): DeviceState {
  if (device.lastSeen === null) return 'never';
  const ageMs = nowMs - Date.parse(device.lastSeen);
  const cadenceMs = device.cadence * 1000;
  if (ageMs <= 1.5 * cadenceMs) return 'live';
  return ageMs <= 3 * cadenceMs ? 'late' : 'silent';
}

/** The worst state of several devices; null for none. */
export function worstState(states: readonly DeviceState[]): DeviceState | null {
  const order: readonly DeviceState[] = ['silent', 'never', 'late', 'live'];
  return order.find((state) => states.includes(state)) ?? null;
}
