import type { Decoded, DecodeContext, DeviceView } from '../decoded.js';
import type { FamilyLayout } from '../measure-def.js';
import { rejected } from '../rejected.js';
import { Collector } from './collector.js';
import { ReadingReader } from './read-reading.js';
import { MAX_DEPTH, MAX_KEYS, scanJson } from './scan-json.js';

/** Readings that one message may carry. */
const MAX_ELEMENTS = 10_000;

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes the native JSON format: one reading or an array of them (docs: DESIGN §6). Bytes that are no UTF-8 are
 * `not_json`; depth and width are judged before parsing.
 */
export function decodeNative(
  payload: Uint8Array,
  device: DeviceView,
  layout: FamilyLayout,
  ctx: DecodeContext,
): Decoded {
  let text: string;
  try {
    text = UTF8.decode(payload);
  } catch {
    return rejected('not_json', `${payload.length} bytes that are not UTF-8`);
  }
  const scan = scanJson(text);
  if (scan.tooDeep) return rejected('too_deep', `more than ${MAX_DEPTH} levels`);
  if (scan.tooWide) return rejected('too_large', `an object of more than ${MAX_KEYS} keys`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return text.trim() === ''
      ? rejected('empty', 'only white space')
      : rejected('not_json', syntaxDetail(error));
  }
  const out = new Collector();
  const reader = new ReadingReader(device, layout, ctx, out);
  if (Array.isArray(parsed)) {
    if (parsed.length === 0) return rejected('empty', 'array of 0 readings');
    if (parsed.length > MAX_ELEMENTS)
      return rejected('too_large', `${parsed.length} readings, at most ${MAX_ELEMENTS}`);
    for (let i = 0; i < parsed.length; i++) reader.read(parsed[i], i, scan.problems?.get(i));
  } else if (typeof parsed === 'object' && parsed !== null) {
    reader.read(parsed, 0, scan.problems?.get(0));
  } else return rejected('wrong_type', `${typeof parsed} where a reading is wanted`);
  return out;
}

/** The parser's words without the piece of the payload that it quotes. */
function syntaxDetail(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, (?:\.\.\.)?".*$/su, '') : 'no JSON';
}
