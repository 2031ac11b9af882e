import type { DeviceState } from '../api/types.js';

export const STATES: readonly DeviceState[] = ['live', 'late', 'silent', 'never'];

/** The worst state of several devices, as the server judges it from their data; null for none. */
export function worstState(states: readonly DeviceState[]): DeviceState | null {
  const order: readonly DeviceState[] = ['silent', 'never', 'late', 'live'];
  return order.find((state) => states.includes(state)) ?? null;
}
