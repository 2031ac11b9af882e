const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** Pause after the nth attempt, ms: doubles from ten seconds to an hour, spread by a fifth. `random` is in [0, 1). */
export function pauseMs(attempts: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(full * (0.9 + 0.2 * random));
}
