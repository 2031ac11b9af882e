const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * How many readings a payload claims to hold, for rate limits: the elements of a JSON array, else one. Looks at
 * brackets, quotes and commas only; what is not JSON counts as one or as what it looks like.
 */
export function countReadings(payload: Uint8Array): number {
  let at = 0;
  while (at < payload.length && payload[at]! <= 0x20) at += 1;
  if (payload[at] !== BRACKET) return 1;
  let depth = 0;
  let commas = 0;
  let any = false;
  for (; at < payload.length; at += 1) {
    const byte = payload[at]!;
    if (byte === QUOTE) {
      any = true;
      at = endOfString(payload, at);
    } else if (byte === BRACE || byte === BRACKET) {
      if (depth > 0) any = true;
      depth += 1;
    } else if (byte === BRACE_END || byte === BRACKET_END) {
      depth -= 1;
      if (depth === 0) break;
    } else if (byte === COMMA) {
      if (depth === 1) commas += 1;
    } else if (byte > 0x20) any = true;
  }
  return any ? commas + 1 : 1;
}

/** Position of the closing quote of the string that opens at `at`, or the end. */
export function endOfString(bytes: Uint8Array, at: number): number {
  for (let i = at + 1; i < bytes.length; i += 1) {
    if (bytes[i] === BACKSLASH) i += 1;
    else if (bytes[i] === QUOTE) return i;
  }
  return bytes.length;
}
