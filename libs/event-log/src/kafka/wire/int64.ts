const HIGH = 2 ** 32;

/** A 64-bit integer as a number: exact up to 2^53, which offsets and milliseconds never reach. */
export function readInt64(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * HIGH + bytes.readUInt32BE(at + 4);
}

export function writeInt64(out: Buffer, value: number, at: number): void {
  out.writeInt32BE(Math.floor(value / HIGH), at);
  out.writeUInt32BE(((value % HIGH) + HIGH) % HIGH, at + 4);
}
