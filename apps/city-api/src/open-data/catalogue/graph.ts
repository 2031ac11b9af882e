/** Prefixes of the catalogue's terms. */
export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** `dct:title`: a term by its prefix. */
type Curie = `${keyof typeof PREFIXES}:${string}`;

/** What a property says: another thing, or a text in a language or of a datatype. */
export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly lang: 'vi' | 'en' }
  | { readonly text: string; readonly type: Curie };

/** A thing with a name of its own and all that is said of it. Nothing is blank, so that two syntaxes compare. */
export interface Thing {
  readonly iri: string;
  readonly types: readonly Curie[];
  readonly properties: Readonly<Record<Curie, readonly Term[]>>;
}
