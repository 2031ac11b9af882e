import { decodeControl, encodeControl } from '../protocol/control-packets.js';
import { REASON } from '../protocol/reason-codes.js';
import type { Connection } from './connection.js';
import { wholeFrame } from './whole-frame.js';

const FAILURE = 0x80;

/** Devices publish only: each of their subscriptions is refused, in the place that the protocol has for it. */
export function refuseSubscriptions(connection: Connection, header: number, body: Buffer): void {
  const version = connection.protocolVersion;
  const decoded = decodeControl(wholeFrame(header, body), version);
  const packet = 'packet' in decoded ? decoded.packet : null;
  if (packet?.cmd === 'subscribe' && packet.messageId && packet.subscriptions.length > 0) {
    const granted = packet.subscriptions.map(() => (version === 5 ? REASON.notAuthorized : FAILURE));
    connection.write(encodeControl({ cmd: 'suback', messageId: packet.messageId, granted }, version));
  } else if (packet?.cmd === 'unsubscribe' && packet.messageId && packet.unsubscriptions.length > 0) {
    const granted = packet.unsubscriptions.map(() => REASON.noSubscriptionExisted);
    connection.write(encodeControl({ cmd: 'unsuback', messageId: packet.messageId, granted }, version));
  } else connection.end(REASON.malformedPacket, 'malformed'); // [MQTT-3.8.3-2] [MQTT-3.10.3-2] and others
}
