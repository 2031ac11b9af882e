import { periodSchema } from '@app/contracts';
import { FINAL_AFTER_MS, formatLocal } from '@app/kpi';
import { z } from 'zod';
import { fileOf, pageOf, type Publication } from '../publication.js';
import { columnsOf, OPEN_FORMATS } from './open-file.js';
import type { Dataset } from './dataset.js';
import { SMALL_COUNT } from './suppression.js';

const names = z.object({ vi: z.string(), en: z.string() });

/** The data dictionary of a dataset: what it is, how it is made, what each column holds. */
export const dictionarySchema = z
  .object({
    id: z.string(),
    kind: z.enum(['kpi', 'series']),
    title: names,
    unit: names,
    domain: z.string(),
    periods: z.array(periodSchema),
    method: names,
    source: names,
    references: z.array(z.string()),
    note: names.nullable(),
    members: z.array(z.object({ id: z.string(), title: names, unit: names })),
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['text', 'number', 'integer', 'time']),
        title: names,
        description: names,
      }),
    ),
    quality: z.object({
      minCompleteness: z.object({ ok: z.number(), partial: z.number() }).nullable().meta({
        description: 'completeness from which a value is `ok` or `partial`; below it is empty',
      }),
      finalAfterMinutes: z.number().int(),
      simulated: z
        .boolean()
        .meta({ description: 'whether stations of the virtual city are among the sources' }),
    }),
    suppression: z.object({
      below: z.number().int(),
      columns: z.array(z.string()).meta({ description: 'counts that are hidden where they are small' }),
    }),
    publisher: z.string(),
    licence: z.object({ url: z.string(), name: z.string() }),
    files: z.array(
      z.object({
        name: z.string(),
        from: z.string(),
        to: z.string(),
        urls: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'OpenDataDictionary' });
export type Dictionary = z.infer<typeof dictionarySchema>;

/** @param publication whose addresses the files get */
export function dictionaryOf(dataset: Dataset, publication: Publication): Dictionary {
  const { id, kind, unit, domain, periods, method, source, references, note } = dataset;
  return {
    id,
    kind,
    title: dataset.names,
    unit,
    domain,
    periods: [...periods],
    method,
    source,
    references: [...references],
    note,
    members: dataset.members.map((member) => ({ id: member.id, title: member.names, unit: member.unit })),
    columns: columnsOf(dataset).map(({ name, type, title, about }) => ({
      name,
      type,
      title,
      description: about,
    })),
    quality: {
      minCompleteness: dataset.minCompleteness,
      finalAfterMinutes: FINAL_AFTER_MS / 60_000,
      simulated: dataset.simulated,
    },
    suppression: { below: SMALL_COUNT, columns: [...dataset.counts] },
    publisher: publication.publisher,
    licence: publication.licence,
    files: dataset.files.map(({ name, from, to }) => ({
      name,
      from: formatLocal(from),
      to: formatLocal(to),
      urls: Object.fromEntries(OPEN_FORMATS.map((format) => [format, fileOf(publication, id, name, format)])),
    })),
  };
}

const CSVW_TYPES = { text: 'string', number: 'double', integer: 'integer', time: 'dateTime' } as const;

/** The same as metadata of its CSV files. [CSVW: Metadata Vocabulary for Tabular Data, W3C 2015] */
export function csvwOf(dataset: Dataset, publication: Publication): object {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'vi' }],
    '@id': `${pageOf(publication, dataset.id)}/csv-metadata.json`,
    'dc:title': [
      { '@value': dataset.names.vi, '@language': 'vi' },
      { '@value': dataset.names.en, '@language': 'en' },
    ],
    'dc:license': { '@id': publication.licence.url },
    'dc:publisher': publication.publisher,
    tables: dataset.files.map(({ name }) => ({ url: fileOf(publication, dataset.id, name, 'csv') })),
    tableSchema: {
      columns: columnsOf(dataset).map(({ name, type, title, about }) => ({
        name,
        titles: { vi: [name, title.vi], en: [name, title.en] },
        'dc:description': [
          { '@value': about.vi, '@language': 'vi' },
          { '@value': about.en, '@language': 'en' },
        ],
        datatype: CSVW_TYPES[type],
      })),
    },
  };
}
