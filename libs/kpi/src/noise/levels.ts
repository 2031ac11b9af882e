/** Energy means of sound levels; never the arithmetic mean of decibels. [kpi.md §2.5] */

export interface LevelSpan {
  readonly level: number;
  /** Any unit of time, the same for all. */
  readonly duration: number;
}

/** Leq(T) = 10·log10(Σ tᵢ·10^(Lᵢ/10) / Σ tᵢ); null when there is no time. */
export function leq(spans: readonly LevelSpan[]): number | null {
  let energy = 0;
  let time = 0;
  for (const { level, duration } of spans) {
    energy += duration * 10 ** (level / 10);
    time += duration;
  }
  return levelOfEnergy(energy, time);
}

/** Level of a summed energy Σ tᵢ·10^(Lᵢ/10) over its time; null when there is no time. */
export function levelOfEnergy(energy: number, time: number): number | null {
  return time > 0 ? 10 * Math.log10(energy / time) : null;
}

export interface DenHours {
  readonly day: number;
  readonly evening: number;
  readonly night: number;
}

/** Day 06–18, evening 18–22, night 22–06: a national choice, not the hours of QCVN 26. */
const DEFAULT_DEN_HOURS: DenHours = { day: 12, evening: 4, night: 8 };

/** Day-evening-night level: evenings count 5 dB more, nights 10 dB. */
export function lden(
  day: number,
  evening: number,
  night: number,
  hours: DenHours = DEFAULT_DEN_HOURS,
): number {
  const energy =
    hours.day * 10 ** (day / 10) +
    hours.evening * 10 ** ((evening + 5) / 10) +
    hours.night * 10 ** ((night + 10) / 10);
  return 10 * Math.log10(energy / (hours.day + hours.evening + hours.night));
}
