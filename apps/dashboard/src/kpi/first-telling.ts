/**
 * The KPI to begin with: the first that has values for at least half as many areas as the one that has most; null while
 * none has any. After a start ratios of a whole hour come later than what is counted at once.
 * @param candidates KPIs in the order in which they are preferred, each with the number of areas that it has a value for
 */
export function firstTelling(candidates: readonly (readonly [string, number])[]): string | null {
  const most = Math.max(0, ...candidates.map(([, areas]) => areas));
  return candidates.find(([, areas]) => areas > 0 && areas * 2 >= most)?.[0] ?? null;
}
