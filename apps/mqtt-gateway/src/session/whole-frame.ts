/** A control packet with its fixed header again, for the codec. */
export function wholeFrame(header: number, body: Buffer): Buffer {
  const head = [header];
  let length = body.length;
  do {
    const byte = length & 0x7f;
    length >>= 7;
    head.push(length > 0 ? byte | 0x80 : byte);
  } while (length > 0);
  return Buffer.concat([Buffer.from(head), body]);
}
