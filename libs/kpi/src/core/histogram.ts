/**
 * Percentile of a histogram, linear inside its bucket. `edges` are the buckets' upper edges (the last bucket is
 * open: its lower edge is given). Null for an empty histogram.
 */
export function histogramPercentile(
  counts: readonly number[],
  edges: readonly number[],
  p: number,
): number | null {
  const total = counts.reduce((a, b) => a + b, 0);
  if (!(total > 0)) return null;
  const rank = p * total;
  let below = 0;
  for (const [i, count] of counts.entries()) {
    if (count <= 0 || below + count < rank - 1e-9 * total) {
      below += count;
      continue;
    }
    const low = i === 0 ? 0 : (edges[i - 1] ?? 0);
    const high = edges[i];
    return high === undefined ? low : low + ((high - low) * Math.max(0, rank - below)) / count;
  }
  return edges.at(-1) ?? null;
}
