import { endOfString } from '../limits/count-readings.js';

const MAX_DEPTH = 64;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/** One element of a message as its place in the source, and the device that it names. */
export interface Element {
  readonly start: number;
  readonly end: number;
  /** Value of its `device` key; null: none, or no text; 'twice': two such keys. */
  readonly device: { readonly id: string } | 'twice' | null;
}

export type Elements =
  | { readonly kind: 'elements'; readonly isArray: boolean; readonly elements: readonly Element[] }
  | { readonly kind: 'not_json' | 'too_deep' | 'too_many' };

/**
 * Finds the elements of a JSON array (or the one element that the text is) as slices of the source, so that they can
 * be passed on byte for byte: parsing and printing again would change numbers. Depth is checked before parsing.
 */
export function elementsOf(body: Buffer, most: number): Elements {
  if (depthOf(body) > MAX_DEPTH) return { kind: 'too_deep' };
  try {
    // Only whether it is JSON: the walk below relies on it.
    JSON.parse(body.toString('utf8'));
  } catch {
    return { kind: 'not_json' };
  }
  const first = skipSpace(body, 0);
  if (body[first] !== 0x5b) {
    const end = endOfValue(body, first);
    return { kind: 'elements', isArray: false, elements: [elementAt(body, first, end)] };
  }
  const elements: Element[] = [];
  let at = skipSpace(body, first + 1);
  while (at < body.length && !CLOSE.has(body[at]!)) {
    if (elements.length >= most) return { kind: 'too_many' };
    const end = endOfValue(body, at);
    elements.push(elementAt(body, at, end));
    at = skipSpace(body, end);
    if (body[at] === COMMA) at = skipSpace(body, at + 1);
  }
  return { kind: 'elements', isArray: true, elements };
}

function depthOf(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte === QUOTE) at = endOfString(body, at);
    else if (OPEN.has(byte)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSE.has(byte)) depth -= 1;
  }
  return deepest;
}

function elementAt(body: Buffer, start: number, end: number): Element {
  if (body[start] !== 0x7b) return { start, end, device: null };
  let device: Element['device'] = null;
  let at = skipSpace(body, start + 1);
  while (at < end && body[at] === QUOTE) {
    const keyEnd = endOfString(body, at) + 1;
    const key = textOf(body, at, keyEnd);
    const valueAt = skipSpace(body, skipSpace(body, keyEnd) + 1);
    const valueEnd = endOfValue(body, valueAt);
    if (key === 'device') {
      if (device !== null) return { start, end, device: 'twice' };
      if (body[valueAt] === QUOTE) device = { id: textOf(body, valueAt, valueEnd) };
    }
    at = skipSpace(body, valueEnd);
    if (body[at] === COMMA) at = skipSpace(body, at + 1);
  }
  return { start, end, device };
}

function textOf(body: Buffer, start: number, end: number): string {
  return JSON.parse(body.toString('utf8', start, end)) as string;
}

function skipSpace(body: Buffer, at: number): number {
  let i = at;
  while (i < body.length && body[i]! <= 0x20) i += 1;
  return i;
}

/** Position after the value that starts at `at`; the text is known to be JSON. */
function endOfValue(body: Buffer, at: number): number {
  const first = body[at]!;
  if (first === QUOTE) return endOfString(body, at) + 1;
  if (!OPEN.has(first)) {
    let i = at;
    while (i < body.length && body[i]! > 0x20 && body[i] !== COMMA && !CLOSE.has(body[i]!)) i += 1;
    return i;
  }
  let depth = 0;
  for (let i = at; i < body.length; i += 1) {
    const byte = body[i]!;
    if (byte === QUOTE) i = endOfString(body, i);
    else if (OPEN.has(byte)) depth += 1;
    else if (CLOSE.has(byte) && (depth -= 1) === 0) return i + 1;
  }
  return body.length;
}
