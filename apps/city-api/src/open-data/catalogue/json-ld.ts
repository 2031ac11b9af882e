import { PREFIXES, type Term, type Thing } from './graph.js';

/** Things as JSON-LD 1.1 with a context of its own: nothing has to be fetched to read it. */
export function toJsonLd(things: readonly Thing[]): string {
  const graph = things.map(({ iri, types, properties }) => ({
    '@id': iri,
    '@type': types,
    ...Object.fromEntries(
      Object.entries(properties)
        .filter(([, terms]) => terms.length > 0)
        .map(([name, terms]) => [name, terms.map(valueOf)]),
    ),
  }));
  return JSON.stringify({ '@context': PREFIXES, '@graph': graph });
}

function valueOf(term: Term): object {
  if ('iri' in term) return { '@id': term.iri };
  return 'lang' in term
    ? { '@value': term.text, '@language': term.lang }
    : { '@value': term.text, '@type': term.type };
}
