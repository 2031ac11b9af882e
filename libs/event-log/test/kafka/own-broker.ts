import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { GenericContainer, type StartedTestContainer, getContainerRuntimeClient } from 'testcontainers';

/** A Kafka broker of one suite's own, which may be stopped, started and paused. */
export class OwnBroker {
  readonly brokers: readonly string[];
  private container: StartedTestContainer | null = null;

  constructor(private readonly port: number) {
    this.brokers = [`127.0.0.1:${port}`];
  }

  static async onFreePort(): Promise<OwnBroker> {
    return new OwnBroker(await freePort());
  }

  async start(): Promise<void> {
    this.container = await new GenericContainer('apache/kafka:4.1.1')
      .withExposedPorts({ container: 9092, host: this.port })
      .withEnvironment({
        KAFKA_NODE_ID: '1',
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
        KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
        KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${this.port}`,
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: '1',
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
        KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '500',
      })
      .start();
  }

  /** Kills it and starts it again on what it left on its disk. */
  async restart(): Promise<void> {
    await this.container?.restart({ timeout: 0 });
  }

  /** Stops its process without ending it, and lets it go on after `ms`. */
  async freeze(ms: number): Promise<void> {
    const id = this.container?.getId() ?? '';
    const client = await getContainerRuntimeClient();
    const container = client.container.getById(id);
    await container.pause();
    await delay(ms);
    await container.unpause();
  }

  async remove(): Promise<void> {
    await this.container?.stop({ timeout: 0, removeVolumes: true });
    this.container = null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}
