import { generate, parser, type Packet } from 'mqtt-packet';

/** A control packet, or why it is none. */
export type Decoded = { readonly packet: Packet } | { readonly error: string };

/**
 * Decodes one whole control packet (all but PUBLISH and PINGREQ) with mqtt-packet. Each packet gets a parser of its
 * own and is handed over complete: nothing can be read across its end, and nothing is buffered.
 * @param frame the packet with its fixed header
 */
export function decodeControl(frame: Buffer, protocolVersion: 4 | 5): Decoded {
  let packet: Packet | null = null;
  let error: string | null = null;
  const codec = parser({ protocolVersion });
  codec.on('packet', (decoded) => (packet ??= decoded));
  codec.on('error', (cause: unknown) => (error ??= cause instanceof Error ? cause.message : String(cause)));
  try {
    codec.parse(frame);
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
  }
  if (error !== null) return { error };
  return packet === null ? { error: 'incomplete packet' } : { packet };
}

/** Bytes of a packet for a client of this version. */
export function encodeControl(packet: Packet, protocolVersion: 4 | 5): Buffer {
  return generate(packet, { protocolVersion });
}

/** False for a string that UTF-8 rules of the specification forbid: with NUL, or whose bytes were ill-formed [MQTT-1.5.4-1] [MQTT-1.5.4-2]. */
export function isWellFormed(text: string): boolean {
  return !text.includes('\0') && !text.includes('\uFFFD');
}
