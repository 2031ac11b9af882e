import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { DEVICES, readingOf } from './readings-sent.js';

/** What a device sent on one connection: the number of the reading by packet identifier. */
export interface Sending {
  /** The local port, which the platform sees as the peer's. */
  readonly port: number;
  readonly numbers: ReadonlyMap<number, number>;
}

export interface Publishing {
  readonly mqttPort: number;
  readonly base: number;
  /** Readings from…to of the run. */
  readonly from: number;
  readonly to: number;
  readonly credentials: ReadonlyMap<string, string>;
  /** Readings in flight a connection. */
  readonly window: number;
}

/** Publishes the readings over one connection a device, QoS 1; resolves when every one is acknowledged. */
export async function publish(run: Publishing): Promise<Sending[]> {
  const sendings = await Promise.all(
    DEVICES.map((device, i) => {
      const numbers: number[] = [];
      for (let n = run.from; n < run.to; n++) if (n % DEVICES.length === i) numbers.push(n);
      return publishAs(device, numbers, run);
    }),
  );
  return sendings;
}

async function publishAs(device: string, numbers: readonly number[], run: Publishing): Promise<Sending> {
  const socket = connect(run.mqttPort, '127.0.0.1');
  await once(socket, 'connect');
  const sent = new Map<number, number>();
  await new Promise<void>((resolve, reject) => {
    let next = 0;
    let acknowledged = 0;
    const pump = () => {
      while (next < numbers.length && next - acknowledged < run.window) {
        const messageId = next + 1;
        sent.set(messageId, numbers[next]!);
        const { payload } = readingOf(run.base, numbers[next]!);
        next++;
        send(socket, {
          cmd: 'publish',
          topic: `telemetry/${device}`,
          payload,
          qos: 1,
          messageId,
          dup: false,
          retain: false,
        });
      }
      if (acknowledged === numbers.length) resolve();
    };
    const parser = mqttPacket.parser({ protocolVersion: 4 });
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connack' && packet.returnCode !== 0)
        reject(new Error(`${device}: ${packet.returnCode}`));
      if (packet.cmd === 'puback') acknowledged++;
      pump();
    });
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`${device}: closed with ${next - acknowledged} in flight`)));
    const password = Buffer.from(run.credentials.get(device) ?? '');
    send(socket, {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: device,
      clean: true,
      keepalive: 60,
      username: device,
      password,
    });
  });
  const port = socket.localPort ?? 0;
  socket.removeAllListeners('close');
  socket.end(mqttPacket.generate({ cmd: 'disconnect' }));
  return { port, numbers: sent };
}

function send(socket: Socket, packet: Packet): void {
  socket.write(mqttPacket.generate(packet));
}
