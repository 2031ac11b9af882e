import type { Definition } from '../../../api/types.js';

/** What a new definition begins with. */
export const EXAMPLE = `id: OWN-01
names:
  vi: Lượt xe trên mỗi km²
  en: Vehicles per km²
unit: 1/km2
domain: mobility
family: traffic
expression: ratio(c.n, fact["area_km2"], 1)
periods: [day, month, year]
source: …
`;

/** A definition as the document of its next version: without its number and dates, which are given to it. */
export function nextVersion(definition: Definition): string {
  const { version: _version, validFrom: _from, ...rest } = definition;
  return JSON.stringify({ ...rest, validTo: null, status: 'shadow' }, null, 2);
}
