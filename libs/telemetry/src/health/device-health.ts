/** How fresh a device's data is. */
export type Freshness = 'live' | 'late' | 'silent' | 'never';

/** How a device is, by its data alone. */
export type DeviceHealth = Freshness | 'frozen' | 'flapping';

const HOUR_MS = 3_600_000;
/** Changes of freshness within an hour from which on a device comes and goes. */
const FLAPS = 4;

/** Freshness from the end of the newest reading (epoch ms): 1.5 cadences live, 3 late, then silent. */
export function freshnessOf(lastEnd: number | null, cadenceS: number, now: number): Freshness {
  if (lastEnd === null) return 'never';
  const age = now - lastEnd;
  if (age <= 1500 * cadenceS) return 'live';
  return age <= 3000 * cadenceS ? 'late' : 'silent';
}

/** What a device's health is judged by. */
export interface HealthSigns {
  readonly freshness: Freshness;
  /** When its freshness changed (epoch ms), oldest first; those of the last hour count. */
  readonly changes: readonly number[];
  /** Measures whose value stands still although the measure moves by nature. */
  readonly frozen: readonly string[];
}

/**
 * One word for a device: `flapping` if it came and went four times within the hour, whatever it does at the moment;
 * `frozen` if it reports, but the same value over and over.
 */
export function healthOf({ freshness, changes, frozen }: HealthSigns, now: number): DeviceHealth {
  if (freshness === 'never') return 'never';
  if (recentChanges(changes, now).length >= FLAPS) return 'flapping';
  if (freshness !== 'silent' && frozen.length > 0) return 'frozen';
  return freshness;
}

/** Changes within the hour before `now`. */
export function recentChanges(changes: readonly number[], now: number): readonly number[] {
  return changes.filter((at) => at > now - HOUR_MS && at <= now);
}

/**
 * Whether the last `readings` values are one value, to the last digit.
 * @param values oldest first; NaN = the reading doesn't carry the measure
 */
export function isFrozen(values: ArrayLike<number>, readings: number): boolean {
  let same = 0;
  let value = NaN;
  for (let i = values.length - 1; i >= 0 && same < readings; i--) {
    const one = values[i] ?? NaN;
    if (Number.isNaN(one)) continue;
    if (same > 0 && one !== value) return false;
    value = one;
    same++;
  }
  return same >= readings;
}
