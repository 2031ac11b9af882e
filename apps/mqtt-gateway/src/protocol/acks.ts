/**
 * An acknowledgement that waits for its message to be durable, packed into one number so that a hundred thousand of
 * them a second cost no objects: `packet id | reason code << 16 | kind << 24`.
 */
export const NO_ACK = 0;
const KIND_PUBACK = 1;
const KIND_PUBREC = 2;

export function pubackFor(packetId: number, reason = 0): number {
  return packetId | (reason << 16) | (KIND_PUBACK << 24);
}

export function pubrecFor(packetId: number, reason = 0): number {
  return packetId | (reason << 16) | (KIND_PUBREC << 24);
}

export function packetIdOf(ack: number): number {
  return ack & 0xffff;
}

export function reasonOf(ack: number): number {
  return (ack >> 16) & 0xff;
}

export function isPubrec(ack: number): boolean {
  return ack >> 24 === KIND_PUBREC;
}

/** The packets of acknowledgements, one after the other, for one write. Reason codes go to 5.0 clients only. */
export function encodeAcks(acks: readonly number[], v5: boolean): Buffer {
  const bytes = Buffer.allocUnsafe(acks.length * 5);
  let at = 0;
  for (const ack of acks) {
    const reason = v5 ? reasonOf(ack) : 0;
    bytes[at] = isPubrec(ack) ? 0x50 : 0x40;
    bytes[at + 1] = reason === 0 ? 2 : 3;
    bytes[at + 2] = (ack >> 8) & 0xff;
    bytes[at + 3] = ack & 0xff;
    at += 4;
    if (reason !== 0) {
      bytes[at] = reason;
      at += 1;
    }
  }
  return bytes.subarray(0, at);
}

/** PUBCOMP; with a reason code for 5.0 clients where it is not success. */
export function pubcomp(packetId: number, reason = 0): Buffer {
  const head = [0x70, reason === 0 ? 2 : 3, packetId >> 8, packetId & 0xff];
  return Buffer.from(reason === 0 ? head : [...head, reason]);
}
