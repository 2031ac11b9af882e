/** Reading number `seq` of any device: one second long, `stepMs` after the one before, all counts known from its number. */
export function readingOf(base, seq, stepMs = 1000) {
  return {
    ts: new Date(base + seq * stepMs + 1000).toISOString(),
    period: 1,
    n: { motorcycle: 1 + (seq % 7), car: seq % 3 },
    speed: 20 + (seq % 30),
  };
}
