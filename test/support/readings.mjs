/** Reading number `seq` of any device: one second long, all counts known from its number. */
export function readingOf(base, seq) {
  return {
    ts: new Date(base + (seq + 1) * 1000).toISOString(),
    period: 1,
    n: { motorcycle: 1 + (seq % 7), car: seq % 3 },
    speed: 20 + (seq % 30),
  };
}
