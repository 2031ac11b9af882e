import { describe, expect, it } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { linesOf, ofJsonLd, ofTurtle, SHAPES, violations } from '../../../test/dcat-ap.js';
import type { Dataset } from '../data/dataset.js';
import { finishedSpans } from '../data/spans.js';
import { catalogueOf } from './catalogue.js';
import type { Thing } from './graph.js';
import { toJsonLd } from './json-ld.js';
import { toTurtle } from './turtle.js';

const SEED = 1338;
const NOW = Date.parse('2026-11-30T08:00:00+07:00');

const dataset = (id: string, given: Partial<Dataset> = {}): Dataset => ({
  id,
  kind: 'kpi',
  names: { vi: 'Tốc độ "trung bình"', en: 'Mean speed' },
  unit: { vi: 'km/giờ', en: 'km/h' },
  domain: 'mobility',
  periods: ['day', 'year'],
  method: { vi: 'tổng xe·km / tổng xe·giờ', en: 'ΣVKT / ΣVHT' },
  source: { vi: 'đề xuất', en: 'proposed' },
  references: [],
  note: null,
  members: [],
  counts: [],
  minCompleteness: { ok: 0.75, partial: 0.5 },
  simulated: true,
  files: [
    ...finishedSpans('month', Date.parse('2024-01-15'), NOW),
    ...finishedSpans('year', Date.parse('2024-01-15'), NOW),
  ],
  ...given,
});

const things = (given: Partial<Dataset> = {}): Thing[] =>
  catalogueOf({
    publication: {
      origin: 'https://dulieu.example.vn',
      publisher: 'Ủy ban nhân dân tỉnh Bình Dương',
      contact: 'dulieu@example.vn',
      licence: { url: 'https://creativecommons.org/licenses/by/4.0/', name: 'CC BY 4.0' },
    },
    datasets: [
      dataset('MOB-04', given),
      dataset('se.pop', { periods: ['year'] }),
      dataset('MOB-99', { files: [] }),
    ],
    province: { vi: 'Tỉnh Bình Dương', en: 'Binh Duong Province' },
    box: [106.3, 10.8, 107.1, 11.6],
  });

describe('the catalogue by DCAT-AP 3.0', () => {
  it('has every mandatory property, and none more often than it may be there', () => {
    const quads = ofTurtle(toTurtle(things()));

    expect(violations(quads)).toEqual([]);
    const classes = [
      'Catalog',
      'Dataset',
      'Distribution',
      'DataService',
      'Agent',
      'Location',
      'PeriodOfTime',
    ];
    for (const name of classes)
      expect([name, quads.some(({ object }) => object.value.endsWith(name))]).toEqual([name, true]);
  });

  it.each(
    SHAPES.filter(
      ({ min, class: of }) =>
        min > 0 &&
        ['dcat:Catalog', 'dcat:Dataset', 'dcat:Distribution', 'dcat:DataService', 'foaf:Agent'].includes(of),
    ).map((shape) => [`${shape.class} ${shape.property}`, shape] as const),
  )('would be found without %s', (_name, shape) => {
    const without = things().map((thing): Thing => {
      const { [shape.property as 'dct:title']: _, ...properties } = thing.properties;
      return thing.types.some((type) => type === shape.class) ? { ...thing, properties } : thing;
    });

    expect(violations(ofTurtle(toTurtle(without))).join('\n')).toContain(shape.clause);
  });

  it(`says the same in Turtle and in JSON-LD, whatever the words (seed ${SEED})`, async () => {
    expect(linesOf(await ofJsonLd(toJsonLd(things())))).toEqual(linesOf(ofTurtle(toTurtle(things()))));
    assert(
      property(string({ unit: 'grapheme-composite' }), (words) => {
        const [found] = ofTurtle(
          toTurtle([
            { iri: 'urn:x', types: [], properties: { 'dct:title': [{ text: words, lang: 'vi' }] } },
          ]).replace(' a  ;\n ', ' '),
        );
        expect(found?.object.value).toBe(words);
      }),
      { seed: SEED },
    );
  });

  it('lists the newest two years of months, every year, and no dataset without a file', () => {
    const quads = ofTurtle(toTurtle(things()));
    const urls = quads.flatMap(({ predicate, object }) =>
      predicate.value.endsWith('downloadURL') ? [object.value] : [],
    );

    expect(urls.filter((url) => /MOB-04\/\d{4}-\d{2}\.csv$/.test(url))).toHaveLength(24);
    expect(urls).toContain('https://dulieu.example.vn/open-data/MOB-04/2026-10.parquet');
    expect(urls.filter((url) => /MOB-04\/\d{4}\.json$/.test(url))).toEqual([
      'https://dulieu.example.vn/open-data/MOB-04/2025.json',
      'https://dulieu.example.vn/open-data/MOB-04/2024.json',
    ]);
    expect(quads.some(({ subject }) => subject.value.includes('MOB-99'))).toBe(false);
  });
});
