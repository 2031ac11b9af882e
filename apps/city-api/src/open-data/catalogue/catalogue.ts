import { formatLocal } from '@app/kpi';
import type { Dataset } from '../data/dataset.js';
import { OPEN_FORMATS } from '../data/open-file.js';
import type { FileSpan } from '../data/spans.js';
import { fileOf, homeOf, pageOf, type Publication } from '../publication.js';
import type { Term, Thing } from './graph.js';
import { COUNTRY, frequencyOf, LANGUAGES, PUBLIC, STABLE, themeOf, THEMES, TYPE_OF } from './vocabulary.js';

/** Files of a dataset that the catalogue lists; the older ones stand on its page. */
const MAX_MONTHS = 24;
const MAX_YEARS = 30;

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

interface Facts {
  readonly publication: Publication;
  readonly datasets: readonly Dataset[];
  readonly province: { readonly vi: string; readonly en: string };
  readonly box: Box | null;
}

const iri = (value: string): Term => ({ iri: value });
const both = ({ vi, en }: { readonly vi: string; readonly en: string }): Term[] => [
  { text: vi, lang: 'vi' },
  { text: en, lang: 'en' },
];
const day = (at: number): Term => ({ text: formatLocal(at).slice(0, 10), type: 'xsd:date' });

/** The catalogue of all datasets that have a file, by DCAT-AP 3.0. */
export function catalogueOf({ publication, datasets, province, box }: Facts): Thing[] {
  const home = homeOf(publication);
  const published = datasets.filter(({ files }) => files.length > 0);
  const [agent, contact, place] = ['publisher', 'contact', 'place'].map((name) => iri(`${home}#${name}`)) as [
    Term,
    Term,
    Term,
  ];
  const newest = Math.max(...published.flatMap(({ files }) => files.map(({ to }) => to)));
  const common = {
    'dct:publisher': [agent],
    'dct:license': [iri(publication.licence.url)],
    'dct:language': LANGUAGES.map(iri),
    'dct:spatial': [place, iri(COUNTRY)],
  };
  const catalogue: Thing = {
    iri: `${home}#catalog`,
    types: ['dcat:Catalog'],
    properties: {
      'dct:title': both({ vi: `Dữ liệu mở: ${province.vi}`, en: `Open data: ${province.en}` }),
      'dct:description': both({
        vi: 'Chỉ số đô thị thông minh và chỉ tiêu kinh tế – xã hội đã công bố, theo tháng và năm, kèm chất lượng, độ đầy đủ và phương pháp.',
        en: 'Published smart-city indicators and socio-economic series by month and year, with quality, completeness and method.',
      }),
      ...common,
      'foaf:homepage': [iri(home)],
      'dcat:themeTaxonomy': [iri(THEMES)],
      ...(published.length > 0 && { 'dct:modified': [day(newest - 1)] }),
      'dcat:service': [iri(`${home}#service`)],
      'dcat:dataset': published.map(({ id }) => iri(`${pageOf(publication, id)}#dataset`)),
    },
  };
  return [
    catalogue,
    service(publication, published, { ...common, 'dcat:contactPoint': [contact] }),
    {
      iri: `${home}#publisher`,
      types: ['foaf:Agent'],
      properties: { 'foaf:name': [{ text: publication.publisher, lang: 'vi' }] },
    },
    contactPoint(publication),
    {
      iri: `${home}#place`,
      types: ['dct:Location'],
      properties: {
        'skos:prefLabel': both(province),
        ...(box && { 'dcat:bbox': [{ text: wkt(box), type: 'geo:wktLiteral' as const }] }),
      },
    },
    ...published.flatMap((dataset) =>
      datasetThings(dataset, publication, { ...common, 'dcat:contactPoint': [contact] }),
    ),
  ];
}

type Common = Thing['properties'];

function service(publication: Publication, datasets: readonly Dataset[], common: Common): Thing {
  const home = homeOf(publication);
  return {
    iri: `${home}#service`,
    types: ['dcat:DataService'],
    properties: {
      'dct:title': both({ vi: 'Tải dữ liệu mở qua HTTP', en: 'Open data over HTTP' }),
      ...common,
      'dcat:endpointURL': [iri(home)],
      'dcat:endpointDescription': [iri(`${publication.origin}/api/openapi.json`)],
      'dct:accessRights': [iri(PUBLIC)],
      'dcat:servesDataset': datasets.map(({ id }) => iri(`${pageOf(publication, id)}#dataset`)),
    },
  };
}

function contactPoint(publication: Publication): Thing {
  const { contact, publisher } = publication;
  return {
    iri: `${homeOf(publication)}#contact`,
    types: ['vcard:Organization'],
    properties: {
      'vcard:fn': [{ text: publisher, lang: 'vi' }],
      ...(contact === null
        ? { 'vcard:hasURL': [iri(homeOf(publication))] }
        : { 'vcard:hasEmail': [iri(`mailto:${contact}`)] }),
    },
  };
}

function datasetThings(dataset: Dataset, publication: Publication, common: Common): Thing[] {
  const page = pageOf(publication, dataset.id);
  const listed = [
    ...dataset.files.filter(({ kind }) => kind === 'month').slice(0, MAX_MONTHS),
    ...dataset.files.filter(({ kind }) => kind === 'year').slice(0, MAX_YEARS),
  ];
  const distributions = listed.flatMap((span) => distributionsOf(dataset, span, publication));
  const [from, to] = [
    Math.min(...dataset.files.map((span) => span.from)),
    Math.max(...dataset.files.map((span) => span.to)),
  ];
  return [
    {
      iri: `${page}#dataset`,
      types: ['dcat:Dataset'],
      properties: {
        'dct:title': both(dataset.names),
        'dct:description': both({
          vi: describe(dataset, 'vi', 'Nguồn'),
          en: describe(dataset, 'en', 'Source'),
        }),
        ...common,
        'dct:identifier': [{ text: dataset.id, type: 'xsd:string' }],
        'dcat:theme': [iri(themeOf(dataset.domain))],
        'dct:accrualPeriodicity': [iri(frequencyOf(dataset.periods))],
        'dct:temporal': [iri(`${page}#temporal`)],
        'dct:modified': [day(to - 1)],
        'dct:accessRights': [iri(PUBLIC)],
        'dcat:landingPage': [iri(page)],
        'dct:provenance': [iri(`${page}#provenance`)],
        'dcat:distribution': distributions.map((one) => iri(one.iri)),
      },
    },
    {
      iri: `${page}#temporal`,
      types: ['dct:PeriodOfTime'],
      properties: { 'dcat:startDate': [day(from)], 'dcat:endDate': [day(to - 1)] },
    },
    {
      iri: `${page}#provenance`,
      types: ['dct:ProvenanceStatement'],
      properties: { 'rdfs:label': both(dataset.source) },
    },
    ...distributions,
  ];
}

function describe({ names, unit, method, source, note }: Dataset, lang: 'vi' | 'en', from: string): string {
  const measured = unit[lang] === '' ? names[lang] : `${names[lang]} (${unit[lang]})`;
  return [measured, method[lang], `${from}: ${source[lang]}`, note?.[lang]]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/\.$/, ''))
    .join('. ');
}

function distributionsOf({ id, names }: Dataset, span: FileSpan, publication: Publication): Thing[] {
  return OPEN_FORMATS.map((format): Thing => {
    const url = fileOf(publication, id, span.name, format);
    return {
      iri: `${url}#distribution`,
      types: ['dcat:Distribution'],
      properties: {
        'dct:title': both({
          vi: `${names.vi}, ${span.name} (${format})`,
          en: `${names.en}, ${span.name} (${format})`,
        }),
        'dcat:accessURL': [iri(pageOf(publication, id))],
        'dcat:downloadURL': [iri(url)],
        'dct:format': [iri(TYPE_OF[format].file)],
        'dcat:mediaType': [iri(TYPE_OF[format].media)],
        'dct:license': [iri(publication.licence.url)],
        'dct:issued': [day(span.to)],
        'dcatap:availability': [iri(STABLE)],
        'dcat:accessService': [iri(`${homeOf(publication)}#service`)],
      },
    };
  });
}

function wkt([west, south, east, north]: Box): string {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return `POLYGON((${corners.map(([lon, lat]) => `${lon} ${lat}`).join(', ')}))`;
}
