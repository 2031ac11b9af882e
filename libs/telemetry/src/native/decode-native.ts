import type { Decoded, DecodeContext, DeviceView } from '../decoded.js';
import type { FamilyLayout } from '../measure-def.js';
import { rejected } from '../rejected.js';

/** Decodes the native JSON format: one reading or an array of them. */
export function decodeNative(
  payload: Uint8Array,
  _device: DeviceView,
  _layout: FamilyLayout,
  _ctx: DecodeContext,
): Decoded {
  return rejected('not_json', `${payload.length} bytes`);
}
