import type { Period } from '@app/contracts';
import type { OpenFormat } from '../data/open-file.js';

const AUTHORITY = 'http://publications.europa.eu/resource/authority';

/** Controlled vocabularies that DCAT-AP asks for (§ "Controlled vocabularies to be used"). */
export const LANGUAGES = [`${AUTHORITY}/language/VIE`, `${AUTHORITY}/language/ENG`] as const;
export const COUNTRY = `${AUTHORITY}/country/VNM`;
export const THEMES = `${AUTHORITY}/data-theme`;
export const PUBLIC = `${AUTHORITY}/access-right/PUBLIC`;
export const STABLE = `${AUTHORITY}/planned-availability/STABLE`;

const THEME_OF: Readonly<Record<string, string>> = {
  mobility: 'TRAN',
  safety: 'TRAN',
  environment: 'ENVI',
  water: 'ENVI',
  waste: 'ENVI',
  energy: 'ENER',
  data: 'TECH',
  'socio-economic': 'ECON',
  series: 'ECON',
  crossed: 'REGI',
};

/** Theme of a field of the city. */
export const themeOf = (domain: string): string => `${THEMES}/${THEME_OF[domain] ?? 'REGI'}`;

/** How often a dataset gets a new file: each month, or each year where it has yearly values alone. */
export function frequencyOf(periods: readonly Period[]): string {
  return `${AUTHORITY}/frequency/${periods.every((period) => period === 'year') ? 'ANNUAL' : 'MONTHLY'}`;
}

/** File type of the authority and media type of IANA. */
export const TYPE_OF: Readonly<Record<OpenFormat, { readonly file: string; readonly media: string }>> = {
  csv: { file: `${AUTHORITY}/file-type/CSV`, media: mediaType('text/csv') },
  json: { file: `${AUTHORITY}/file-type/JSON`, media: mediaType('application/json') },
  parquet: { file: `${AUTHORITY}/file-type/PARQUET`, media: mediaType('application/vnd.apache.parquet') },
};

function mediaType(name: string): string {
  return `https://www.iana.org/assignments/media-types/${name}`;
}
