/** Variable-length integers of Kafka's record format: zigzag, seven bits a byte. Whole numbers up to 2^52. */

const SMALL = 0x3fffffff;

/** Bytes that `value` takes. */
export function sizeOfVarint(value: number): number {
  let rest = zigzag(value);
  let bytes = 1;
  while (rest >= 128) {
    rest = Math.floor(rest / 128);
    bytes += 1;
  }
  return bytes;
}

/** Writes `value` at `at`; returns the place behind it. */
export function writeVarint(out: Uint8Array, value: number, at: number): number {
  if (value >= 0 && value <= SMALL) {
    let rest = value << 1;
    while (rest >= 128) {
      out[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    out[at++] = rest;
    return at;
  }
  let rest = zigzag(value);
  while (rest >= 128) {
    out[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}

/** Reads one after another. Reading beyond the end gives NaN. */
export class VarintReader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  next(): number {
    const { bytes } = this;
    let byte = bytes[this.at++]!;
    if (byte < 128) return byte & 1 ? -(byte + 1) / 2 : byte / 2;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = bytes[this.at++]!;
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    if (byte === undefined) return Number.NaN;
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}
