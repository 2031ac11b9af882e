import type { Decoded, DecodeContext, DeviceView } from './decoded.js';
import type { FamilyLayout } from './measure-def.js';
import { decodeNative } from './native/decode-native.js';
import { rejected } from './rejected.js';

type Codec = (payload: Uint8Array, device: DeviceView, layout: FamilyLayout, ctx: DecodeContext) => Decoded;

const CODECS: ReadonlyMap<string, Codec> = new Map([['native', decodeNative]]);

/** Content types that name a codec of ours. */
const CODEC_OF_TYPE: ReadonlyMap<string, string> = new Map([['application/vnd.nhippho+json', 'native']]);

/** Content types that senders set without a thought; the device's registered codec decides. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  'application/json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'text/json',
  'text/plain',
]);

/** Largest payload that is looked at, in bytes. */
export const MAX_PAYLOAD_BYTES = 1_048_576;

/**
 * Turns a payload into readings and faults. Never throws, and trusts nothing: whatever the bytes are, each element
 * comes out as one reading or one whole fault. A content type that names a codec overrides the device's own.
 */
export function decode(
  payload: Uint8Array,
  contentType: string | undefined,
  device: DeviceView,
  layout: FamilyLayout,
  ctx: DecodeContext,
): Decoded {
  if (payload.length === 0) return rejected('empty', 'payload of 0 bytes');
  if (payload.length > MAX_PAYLOAD_BYTES)
    return rejected('too_large', `${payload.length} bytes, at most ${MAX_PAYLOAD_BYTES}`);
  const name = contentType === undefined ? device.codec : codecFor(contentType, device);
  const codec = CODECS.get(name);
  if (codec === undefined) return rejected('unknown_codec', name);
  return codec(payload, device, layout, ctx);
}

function codecFor(contentType: string, device: DeviceView): string {
  const semicolon = contentType.indexOf(';');
  const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
  if (SAYS_NOTHING.has(type)) return device.codec;
  return CODEC_OF_TYPE.get(type) ?? type;
}
