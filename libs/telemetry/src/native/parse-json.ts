import type { Decoded } from '../decoded.js';
import { rejected } from '../rejected.js';
import { type KeyProblem, MAX_DEPTH, MAX_KEYS, scanJson } from './scan-json.js';

/** Readings that one message may carry. */
export const MAX_ELEMENTS = 10_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A message's JSON, with what is wrong with the keys of its elements. */
export interface ParsedJson {
  readonly value: unknown;
  readonly problems: ReadonlyMap<number, KeyProblem> | null;
}

/** Parses untrusted bytes. Those that are no UTF-8 are `not_json`; depth and width are judged before parsing. */
export function parseJson(payload: Uint8Array): ParsedJson | Decoded {
  let text: string;
  try {
    text = UTF8.decode(payload);
  } catch {
    return rejected('not_json', `${payload.length} bytes that are not UTF-8`);
  }
  const scan = scanJson(text);
  if (scan.tooDeep) return rejected('too_deep', `more than ${MAX_DEPTH} levels`);
  if (scan.tooWide) return rejected('too_large', `an object of more than ${MAX_KEYS} keys`);
  try {
    return { value: JSON.parse(text) as unknown, problems: scan.problems };
  } catch (error) {
    return text.trim() === ''
      ? rejected('empty', 'only white space')
      : rejected('not_json', syntaxDetail(error));
  }
}

/** The parser's words without the piece of the payload that it quotes. */
function syntaxDetail(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, (?:\.\.\.)?".*$/su, '') : 'no JSON';
}
