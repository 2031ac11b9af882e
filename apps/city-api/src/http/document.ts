import { isMap, isSeq, LineCounter, type Node, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { Problem } from './problem.js';
import { UNSTORABLE_MESSAGE, unstorableIn } from './storable-text.js';
import { excessOf } from './yaml-extent.js';

/** A mistake with its place in the document. */
export interface PlacedMistake {
  readonly path: string;
  readonly message: string;
}

/** Says where in a document's text a value stands. */
export type Place = (path: string) => string;

/** A body that came as JSON, or as YAML, which can name the line of a mistake. Problem 400 for what is neither. */
export function readDocument(body: unknown): { value: unknown; place: Place } {
  return typeof body === 'string' ? readYaml(body) : { value: body, place: (path) => path };
}

/** What a schema makes of a document's value. Problem 400 with every mistake and its place. */
export function parsePlaced<T>(schema: z.ZodType<T>, value: unknown, place: Place): T {
  const unstorable = unstorableIn(value);
  if (unstorable !== null) throw refusal([{ path: unstorable, message: UNSTORABLE_MESSAGE }], place);
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.code === 'unrecognized_keys' ? `unknown: ${issue.keys.join(', ')}` : issue.message,
  }));
  throw refusal(mistakes, place);
}

/** Problem 400 that names each mistake and where it stands. */
export function refusal(mistakes: readonly PlacedMistake[], place: Place): Problem {
  const errors = mistakes.map(({ path, message }) => ({ path: place(path), message }));
  const [first] = errors;
  return new Problem(400, first ? `${first.path || 'document'}: ${first.message}` : 'not valid', errors);
}

function readYaml(text: string): { value: unknown; place: Place } {
  const excess = excessOf(text);
  if (excess !== null) throw refusal([{ path: '', message: excess }], (path) => path);
  const lines = new LineCounter();
  const document = parseDocument(text.normalize('NFC'), {
    lineCounter: lines,
    uniqueKeys: true,
    // Only the first mistake is told. Pretty ones each go through the text: thousands of them took ten seconds.
    prettyErrors: false,
    logLevel: 'error',
  });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    const message = mistake.message.split('\n')[0] ?? 'not YAML';
    throw refusal([{ path: '', message }], () => `line ${line}, column ${col}`);
  }
  const place = (path: string): string => {
    const { line } = lines.linePos(offsetOf(document, path.split('.')));
    return `line ${line}${path === '' ? '' : `, ${path}`}`;
  };
  return { value: valueOf(document), place };
}

/** Aliases are only followed now: one without an anchor, one of itself, or too many of them are refused. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refusal([{ path: '', message }], (path) => path);
  }
}

/** Where the value under a path begins, or the nearest one above it that is there. */
function offsetOf(document: Document, path: readonly string[]): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (!isMap(node) && !isSeq(node)) break;
    node = (node.get(isSeq(node) ? Number(key) : key, true) ?? null) as Node | null;
    offset = node?.range?.[0] ?? offset;
  }
  return offset;
}
