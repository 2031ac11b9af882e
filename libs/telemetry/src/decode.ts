import type { Decoded, DecodeContext, DeviceView } from './decoded.js';
import type { FamilyLayout } from './measure-def.js';
import { decodeMapping } from './mapping/decode-mapping.js';
import { decodeNative } from './native/decode-native.js';
import { rejected } from './rejected.js';

type Codec = (payload: Uint8Array, device: DeviceView, layout: FamilyLayout, ctx: DecodeContext) => Decoded;

/** Codecs that are built in; a registered mapping can't take their names. */
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
  const own = codecAt(device, ctx.arrival);
  const name = contentType === undefined ? own : codecFor(contentType, own);
  const codec = CODECS.get(name);
  if (codec !== undefined) return codec(payload, device, layout, ctx);
  const mapping = ctx.mappings?.at(name, ctx.arrival) ?? null;
  if (mapping === null) return rejected('unknown_codec', name);
  return decodeMapping(mapping, payload, device, layout, ctx);
}

/** Whether a codec of this name is part of the platform. */
export function isBuiltIn(codec: string): boolean {
  return CODECS.has(codec);
}

/** The codec of a device for messages that arrive then. */
export function codecAt(
  { codec, codecChanges = [] }: Pick<DeviceView, 'codec' | 'codecChanges'>,
  arrival: number,
): string {
  return codecChanges.findLast(({ from }) => from <= arrival)?.codec ?? codec;
}

function codecFor(contentType: string, own: string): string {
  const semicolon = contentType.indexOf(';');
  const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
  if (SAYS_NOTHING.has(type)) return own;
  return CODEC_OF_TYPE.get(type) ?? type;
}
