/** Measure families, which are the kinds of station too. [DESIGN 6] */
export const FAMILIES = [
  'traffic',
  'air',
  'noise',
  'weather',
  'water',
  'waste',
  'lighting',
  'energy',
  'parking',
] as const;

export type Family = (typeof FAMILIES)[number];
