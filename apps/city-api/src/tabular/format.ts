import { z } from 'zod';
import { CSV_TYPE, XLSX_TYPE } from '../http/upload.js';

const FORMATS = ['json', 'csv', 'ndjson', 'xlsx', 'parquet', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];
export type FileFormat = Exclude<Format, 'json'>;

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: CSV_TYPE,
  ndjson: 'application/x-ndjson',
  xlsx: XLSX_TYPE,
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
};

/** Media types of the files, for the API's document. */
export const FILE_TYPES: Readonly<Record<string, null>> = Object.fromEntries(
  FORMATS.filter((format) => format !== 'json').map((format) => [MEDIA_TYPES[format], null]),
);

/** Query part that asks for a format, and for what spreadsheets want of a CSV. */
export const formatQuery = {
  format: z.enum(FORMATS).optional().describe('by default what `Accept` names first of these, else json'),
  bom: z.enum(['true', 'false']).default('false').describe('CSV: begins with the mark of UTF-8 (for Excel)'),
  separator: z.enum(['comma', 'semicolon']).default('comma').describe('CSV: between fields'),
  decimal: z
    .enum(['point', 'comma'])
    .default('point')
    .describe('CSV: of numbers; comma suits a spreadsheet set to Vietnamese, with separator=semicolon'),
};

/** The format asked for: by `format`, else the one of ours that `Accept` prefers; JSON where it names none. */
export function formatOf(asked: Format | undefined, accept: string | undefined): Format {
  if (asked !== undefined) return asked;
  const wanted = (accept ?? '')
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = parameters.find((one) => one.startsWith('q='))?.slice(2);
      return { type, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { type } of wanted) {
    const found = FORMATS.find((format) => MEDIA_TYPES[format] === type);
    if (found !== undefined) return found;
  }
  return 'json';
}
