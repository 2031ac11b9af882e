import type { Decoded, DecodeContext, DeviceView } from '../decoded.js';
import type { FamilyLayout } from '../measure-def.js';
import { rejected } from '../rejected.js';
import { Collector } from './collector.js';
import { MAX_ELEMENTS, parseJson } from './parse-json.js';
import { ReadingReader } from './read-reading.js';

/** Decodes the native JSON format: one reading or an array of them (docs: DESIGN §6). */
export function decodeNative(
  payload: Uint8Array,
  device: DeviceView,
  layout: FamilyLayout,
  ctx: DecodeContext,
): Decoded {
  const json = parseJson(payload);
  if ('count' in json) return json;
  const { value, problems } = json;
  const out = new Collector();
  const reader = new ReadingReader(device, layout, ctx, out);
  if (Array.isArray(value)) {
    if (value.length === 0) return rejected('empty', 'array of 0 readings');
    if (value.length > MAX_ELEMENTS)
      return rejected('too_large', `${value.length} readings, at most ${MAX_ELEMENTS}`);
    for (let i = 0; i < value.length; i++) reader.read(value[i], i, problems?.get(i));
  } else if (typeof value === 'object' && value !== null) {
    reader.read(value, 0, problems?.get(0));
  } else return rejected('wrong_type', `${typeof value} where a reading is wanted`);
  return out;
}
