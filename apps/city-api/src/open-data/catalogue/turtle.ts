import { PREFIXES, type Term, type Thing } from './graph.js';

/** Things as Turtle. [RDF 1.1 Turtle, W3C 2014] */
export function toTurtle(things: readonly Thing[]): string {
  const prefixes = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  const blocks = things.map(({ iri, types, properties }) => {
    const said = Object.entries(properties)
      .filter(([, terms]) => terms.length > 0)
      .map(([name, terms]) => `  ${name} ${terms.map(termOf).join(', ')}`);
    return [`${iriOf(iri)} a ${types.join(', ')}`, ...said].join(' ;\n') + ' .';
  });
  return `${prefixes.join('\n')}\n\n${blocks.join('\n\n')}\n`;
}

function termOf(term: Term): string {
  if ('iri' in term) return iriOf(term.iri);
  const text = `"${escaped(term.text)}"`;
  return 'lang' in term ? `${text}@${term.lang}` : `${text}^^${term.type}`;
}

/** Characters that IRIREF doesn't take are written as numbers. [Turtle §6.4] */
function iriOf(iri: string): string {
  const letters = Array.from(iri, (letter) =>
    letter <= ' ' || '<>"{}|^`\\'.includes(letter) ? numbered(letter) : letter,
  );
  return `<${letters.join('')}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replaceAll(/["\\\n\r]/g, (letter) => ESCAPES[letter] ?? letter);
}

function numbered(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
