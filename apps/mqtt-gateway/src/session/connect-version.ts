/**
 * Protocol level of a CONNECT: 4 is MQTT 3.1.1, 5 is 5.0. Read before anything else, since the rest of the packet
 * depends on it. Null when it isn't MQTT's CONNECT [MQTT-3.1.2-1].
 */
export function versionOf(frame: Buffer): number | null {
  let at = 1;
  while (at < frame.length && frame[at]! >= 0x80) at += 1;
  at += 1;
  const length = at + 2 <= frame.length ? frame.readUInt16BE(at) : 0;
  const name = frame.toString('latin1', at + 2, at + 2 + length);
  const level = frame[at + 2 + length];
  if (level === undefined) return null;
  if (name === 'MQTT') return level;
  return name === 'MQIsdp' ? 3 : null;
}
