// Readers that ask for everything and then read nothing: sockets that are paused for good, as a laptop's whose lid was shut.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const field = (text) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};
const packet = (type, body) => Buffer.concat([Buffer.from([type, body.length]), body]);

/** What each kind says to be a reader of everything; the answer's beginning that lets it in. */
const KINDS = {
  sse: {
    port: 'http',
    hello: () => ['GET /api/v1/feed HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'],
    isIn: (text) => text.includes('retry: 2000'),
  },
  websocket: {
    port: 'http',
    hello: () => [
      'GET /api/v1/feed/ws?events=kpi,device,alarm,ledger HTTP/1.1\r\nhost: 127.0.0.1\r\n' +
        'upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n' +
        `sec-websocket-key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    ],
    isIn: (text) => text.includes('"ready"'),
  },
  mqtt: {
    port: 'mqtt',
    // CONNECT as `viewer` without keep-alive, SUBSCRIBE kpi/# and alarms/#.
    hello: () => [
      packet(
        0x10,
        Buffer.concat([
          field('MQTT'),
          Buffer.from([4, 0x82, 0, 0]),
          field(`frozen-${randomBytes(4).toString('hex')}`),
          field('viewer'),
        ]),
      ),
      packet(
        0x82,
        Buffer.concat([
          Buffer.from([0, 1]),
          field('kpi/#'),
          Buffer.from([0]),
          field('alarms/#'),
          Buffer.from([0]),
        ]),
      ),
    ],
    isIn: (_text, bytes) => bytes.length >= 4 + 6,
  },
};

/** Opens one reader of a kind and freezes it as soon as it is let in; resolves to its socket. */
export function freeze(kind, ports) {
  const { port, hello, isIn } = KINDS[kind];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: ports[port] });
    let bytes = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('connect', () => {
      for (const part of hello()) socket.write(part);
    });
    const read = (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!isIn(bytes.toString('latin1'), bytes)) return;
      socket.off('data', read);
      socket.pause();
      resolve(socket);
    };
    socket.on('data', read);
  });
}

/** `count` of each kind. */
export async function freezeAll(count, ports) {
  const sockets = [];
  for (const kind of Object.keys(KINDS))
    for (let i = 0; i < count; i++) sockets.push(await freeze(kind, ports));
  return sockets;
}
