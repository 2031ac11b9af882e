import type { Device } from '../api/types.js';

export type Health = Device['health'];

/** States in the order in which they are shown: the usual one, then what wants a look. */
export const HEALTHS: readonly Health[] = ['live', 'late', 'silent', 'frozen', 'flapping', 'never'];

/** A device's state with what its values add to it; the feed moves `state` before the list is read again. */
export function healthOf({ state, health }: Pick<Device, 'state' | 'health'>): Health {
  return state === 'live' && (health === 'frozen' || health === 'flapping') ? health : state;
}
