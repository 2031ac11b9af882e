/** Slope of the line of least squares through samples, MB a minute; 0 for fewer than two. */
export function trendOf(samples: readonly { readonly minute: number; readonly mb: number }[]): number {
  const mean = (of: (one: (typeof samples)[number]) => number): number =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [minute, mb] = [mean((one) => one.minute), mean((one) => one.mb)];
  const spread = samples.reduce((sum, one) => sum + (one.minute - minute) ** 2, 0);
  if (samples.length < 2 || spread === 0) return 0;
  return samples.reduce((sum, one) => sum + (one.minute - minute) * (one.mb - mb), 0) / spread;
}
