import { connect, type Socket } from 'node:net';
import { generate } from 'mqtt-packet';

/** A connection of a device over MQTT 3.1.1, after the broker's CONNACK. */
export function connectDevice(port: number, id: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.write(
      generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        clientId: `client-${id}`,
        keepalive: 0,
        username: id,
        password: Buffer.from(`secret-${id}`),
      }),
    );
    socket.once('data', () => resolve(socket));
  });
}

/** Sends so many messages at QoS 1 with at most `window` unacknowledged; resolves when all are acknowledged. */
export function sendLoad(
  socket: Socket,
  id: string,
  load: { readonly payload: Buffer; readonly count: number; readonly window: number },
): Promise<void> {
  const { payload, count, window } = load;
  const one = generate({
    cmd: 'publish',
    topic: `telemetry/${id}`,
    payload,
    qos: 1,
    messageId: 1,
    dup: false,
    retain: false,
  });
  let sent = 0;
  let acknowledged = 0;
  // Brokers take an identifier that is under way for a repetition, so each place of the window has its own.
  const idAt = one.length - payload.length - 2;
  const send = (n: number): void => {
    const many = Math.min(n, count - sent);
    if (many === 0) return;
    const bytes = Buffer.concat(Array.from({ length: many }, () => one));
    for (let i = 0; i < many; i += 1) bytes.writeUInt16BE(1 + ((sent + i) % 65_535), i * one.length + idAt);
    sent += many;
    socket.write(bytes);
  };
  return new Promise((resolve) => {
    let bytes = 0;
    socket.removeAllListeners('data');
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      const now = Math.floor(bytes / 4);
      const news = now - acknowledged;
      acknowledged = now;
      if (acknowledged === count) resolve();
      else send(news);
    });
    send(window);
  });
}
