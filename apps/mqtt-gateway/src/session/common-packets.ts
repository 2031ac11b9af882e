import { decodeControl } from '../protocol/control-packets.js';
import { DISCONNECT, PINGREQ, PINGRESP_BYTES } from '../protocol/packet-types.js';
import { areProperties } from '../protocol/properties.js';
import { REASON } from '../protocol/reason-codes.js';
import type { Connection } from './connection.js';
import { wholeFrame } from './whole-frame.js';

const DISCONNECT_WITH_WILL = 0x04;

/**
 * Packets that mean the same for every session: PINGREQ, DISCONNECT, and those that a client may not send, a second
 * CONNECT among them [MQTT-3.1.0-2].
 * @param hadExpiry whether the CONNECT asked for a session expiry interval above 0
 */
export function commonPacket(connection: Connection, header: number, body: Buffer, hadExpiry: boolean): void {
  if (header === PINGREQ << 4) {
    if (body.length === 0)
      connection.write(PINGRESP_BYTES); // [MQTT-3.12.4-1]
    else connection.end(REASON.malformedPacket, 'malformed');
    return;
  }
  if (header >> 4 === DISCONNECT) {
    disconnect(connection, header, body, hadExpiry);
    return;
  }
  connection.end(REASON.protocolError, 'protocol_error');
}

function disconnect(connection: Connection, header: number, body: Buffer, hadExpiry: boolean): void {
  const size = body.length;
  if ((header & 0x0f) !== 0 || (!connection.v5 && size > 0)) {
    connection.end(REASON.malformedPacket, 'malformed'); // [MQTT-3.14.1-1]
    return;
  }
  if (size === 0) {
    connection.finish(undefined, false);
    return;
  }
  const decoded =
    size === 1
      ? { packet: { cmd: 'disconnect' as const, reasonCode: body[0]! } }
      : decodeControl(wholeFrame(header, body), 5);
  if ('error' in decoded || decoded.packet.cmd !== 'disconnect') {
    connection.end(REASON.malformedPacket, 'malformed');
    return;
  }
  const { reasonCode = 0 } = decoded.packet;
  const properties = 'properties' in decoded.packet ? decoded.packet.properties : undefined;
  const expiry = properties?.sessionExpiryInterval ?? 0;
  if (!areProperties(properties, 'disconnect') || (expiry > 0 && !hadExpiry)) {
    connection.end(REASON.protocolError, 'protocol_error'); // [MQTT-3.14.2-2]
    return;
  }
  // 0x04 asks for the will; what other code than 0 a client gives, it did not leave in order [MQTT-3.14.4-3].
  connection.finish(undefined, reasonCode === DISCONNECT_WITH_WILL || reasonCode >= 0x80);
}
