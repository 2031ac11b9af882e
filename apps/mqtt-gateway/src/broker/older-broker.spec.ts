import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@app/testing';
import { generate, type IConnectPacket, parser, type Packet } from 'mqtt-packet';
import { BrokerGateway } from '../../test/broker-gateway.js';

/** A broker that speaks 3.1.1 only, and refuses 5.0 as such brokers do; or one of 5.0 without shared subscriptions. */
class OlderBroker {
  readonly connects: IConnectPacket[] = [];
  readonly filters: string[] = [];
  private readonly server: Server;

  constructor(
    refuses: 'close' | 'code 1 of 3.1.1' | 'code 0x84 of 5.0' | 'nothing but shared subscriptions',
  ) {
    this.server = createServer((socket) => {
      const decoder = parser({ protocolVersion: 5 });
      let protocolVersion = 5;
      const send = (packet: Packet): void => void socket.write(generate(packet, { protocolVersion }));
      decoder.on('packet', (packet: Packet) => {
        if (packet.cmd === 'connect') {
          this.connects.push(packet);
          protocolVersion = packet.protocolVersion ?? 4;
          if (protocolVersion === 4) send({ cmd: 'connack', sessionPresent: false, returnCode: 0 });
          else if (refuses === 'code 1 of 3.1.1') socket.end(Buffer.from([0x20, 2, 0, 1]));
          else if (refuses === 'code 0x84 of 5.0') socket.end(Buffer.from([0x20, 3, 0, 0x84, 0]));
          else if (refuses === 'close') socket.end();
          else {
            const properties = { sharedSubscriptionAvailable: false };
            send({ cmd: 'connack', sessionPresent: false, reasonCode: 0, properties });
          }
        } else if (packet.cmd === 'subscribe') {
          const { subscriptions, messageId } = packet;
          this.filters.push(...subscriptions.map(({ topic }) => topic));
          send({ cmd: 'suback', messageId: messageId ?? 0, granted: [1] });
        }
      });
      decoder.on('error', () => socket.destroy());
      socket.on('data', (chunk: Buffer) => void decoder.parse(chunk));
      socket.on('error', () => undefined);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }
}

describe('a broker', () => {
  let older: OlderBroker;
  let gateway: BrokerGateway;
  const subscribe = async (refuses: ConstructorParameters<typeof OlderBroker>[0]): Promise<void> => {
    older = new OlderBroker(refuses);
    gateway = await BrokerGateway.start({ url: await older.start() });
  };
  afterEach(async () => {
    await gateway.stop();
    older.stop();
  });

  it.each(['code 1 of 3.1.1', 'code 0x84 of 5.0'] as const)(
    'that refuses MQTT 5 with %s gets 3.1.1, a lasting session and a plain subscription, and that is said',
    async (refusal) => {
      await subscribe(refusal);

      await eventually('the subscription', () => gateway.inlet.isSubscribed);

      expect(older.connects.map((c) => [c.protocolVersion, c.clean])).toEqual([
        [5, false],
        [4, false],
      ]);
      expect(older.filters).toEqual(['telemetry/+']);
      expect(gateway.logged).toContain('only one gateway may subscribe');
    },
  );

  it('that just closes is asked with MQTT 5 again and again', async () => {
    await subscribe('close');

    await eventually('three attempts', () => older.connects.length >= 3);

    expect(older.connects.every((c) => c.protocolVersion === 5)).toBe(true);
    expect(gateway.inlet.check().ok).toBe(false);
  });

  it('of MQTT 5 without shared subscriptions gets a plain one, and that is said', async () => {
    await subscribe('nothing but shared subscriptions');

    await eventually('the subscription', () => gateway.inlet.isSubscribed);

    expect(older.filters).toEqual(['telemetry/+']);
    expect(gateway.logged).toContain('only one gateway may subscribe');
  });
});
