// Just enough MQTT 3.1.1 on a socket to publish with QoS 1.
import { connect } from 'node:net';

const field = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

function connectPacket(clientId, user, password) {
  const body = Buffer.concat([
    field('MQTT'),
    Buffer.from([4, 0xc2, 0, 120]),
    field(clientId),
    field(user),
    field(password),
  ]);
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return Buffer.concat([Buffer.from([0x10, ...length]), body]);
}

/**
 * An open connection; `onAcks(ids)` gets the packet ids of every chunk's PUBACKs, in order.
 * @returns {Promise<import('node:net').Socket>}
 */
export function openDevice({
  host = '127.0.0.1',
  localAddress,
  localPort,
  port,
  device,
  client,
  credential,
  onAcks,
  onEnd,
}) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, localAddress, localPort, noDelay: true });
    let rest = Buffer.alloc(0);
    let isOpen = false;
    socket.on('connect', () => socket.write(connectPacket(client ?? `${device}-bench`, device, credential)));
    socket.on('error', (error) => (isOpen ? onEnd(error) : reject(error)));
    socket.on('close', () => (isOpen ? onEnd(null) : reject(new Error(`${device} was not let in`))));
    socket.on('data', (chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const ids = [];
      let at = 0;
      // CONNACK, PUBACK and PINGRESP are the only packets that come: each is two bytes longer than its length byte.
      while (at + 2 <= bytes.length && at + 2 + bytes[at + 1] <= bytes.length) {
        const type = bytes[at] >> 4;
        if (type === 4) ids.push((bytes[at + 2] << 8) | bytes[at + 3]);
        else if (type === 2) {
          if (bytes[at + 3] !== 0) return socket.destroy(new Error(`${device}: CONNACK ${bytes[at + 3]}`));
          isOpen = true;
          resolve(socket);
        }
        at += 2 + bytes[at + 1];
      }
      rest = bytes.subarray(at);
      if (ids.length > 0) onAcks(ids);
    });
  });
}
