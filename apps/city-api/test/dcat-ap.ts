import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { Parser, type Quad, type Term } from 'n3';
import { PREFIXES } from '../src/open-data/catalogue/graph.js';

interface Shape {
  readonly class: string;
  readonly property: string;
  readonly min: number;
  readonly max?: number;
  /** `literal`, `iri`, or the class that the value is of. */
  readonly value: string;
  readonly clause: string;
}

/** What DCAT-AP 3.0.1 makes mandatory, each with its clause. */
export const SHAPES = (
  JSON.parse(readFileSync(join(import.meta.dirname, 'dcat-ap-3.json'), 'utf8')) as { shapes: Shape[] }
).shapes;

const MORE: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  spdx: 'http://spdx.org/rdf/terms#',
};
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

function expanded(curie: string): string {
  const [prefix = '', name = ''] = curie.split(':');
  return `${({ ...PREFIXES, ...MORE } as Record<string, string>)[prefix] ?? ''}${name}`;
}

/** Statements of a Turtle document, by a parser that isn't ours. */
export function ofTurtle(text: string): Quad[] {
  return new Parser().parse(text);
}

/** Statements of a JSON-LD document; fails where anything would have to be fetched. */
export async function ofJsonLd(text: string): Promise<Quad[]> {
  const quads: unknown = await jsonld.toRDF(JSON.parse(text) as jsonld.JsonLdDocument, {
    format: 'application/n-quads',
    documentLoader: (url) => Promise.reject(new Error(`would fetch ${url}`)),
  });
  if (typeof quads !== 'string') throw new Error('no N-Quads');
  return new Parser({ format: 'N-Quads' }).parse(quads);
}

/** Statements as sorted lines, to compare graphs without blank nodes. */
export function linesOf(quads: readonly Quad[]): string[] {
  const term = (one: Term): string =>
    one.termType === 'Literal'
      ? JSON.stringify([one.value, one.language, one.datatype.value])
      : `${one.termType}<${one.value}>`;
  return quads.map((quad) => [quad.subject, quad.predicate, quad.object].map(term).join(' ')).sort();
}

/** What is missing or too much, a line each, with the clause that says so. */
export function violations(quads: readonly Quad[]): string[] {
  const typesOf = new Map<string, Set<string>>();
  const said = new Map<string, Term[]>();
  for (const { subject, predicate, object } of quads) {
    const key = `${subject.value} ${predicate.value}`;
    said.set(key, [...(said.get(key) ?? []), object]);
    if (predicate.value !== TYPE) continue;
    typesOf.set(subject.value, (typesOf.get(subject.value) ?? new Set()).add(object.value));
  }
  const fits = (term: Term, value: string): boolean => {
    if (value === 'literal') return term.termType === 'Literal' && term.value !== '';
    if (term.termType !== 'NamedNode') return false;
    return value === 'iri' || (typesOf.get(term.value)?.has(expanded(value)) ?? false);
  };
  return SHAPES.flatMap((shape) =>
    [...typesOf]
      .filter(([, types]) => types.has(expanded(shape.class)))
      .flatMap(([subject]) => {
        const values = said.get(`${subject} ${expanded(shape.property)}`) ?? [];
        const isRight =
          values.length >= shape.min &&
          values.length <= (shape.max ?? Infinity) &&
          values.every((value) => fits(value, shape.value));
        return isRight ? [] : [`${subject} ${shape.property}: ${values.length} (${shape.clause})`];
      }),
  );
}
