const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;
const MOST_ASKED_MS = 6 * LONGEST_MS;

/**
 * Pause after the nth failed attempt, ms: from ten seconds, doubling, to an hour, spread by a quarter either way; or as
 * long as the receiver asks for, if that is longer.
 * @param random in [0, 1)
 */
export function pauseMs(attempts: number, random: number, retryAfterMs: number | null): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  const spread = Math.round(full * (0.75 + 0.5 * random));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, MOST_ASKED_MS));
}
