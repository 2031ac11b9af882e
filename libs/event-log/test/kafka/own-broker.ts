import { setTimeout as delay } from 'node:timers/promises';
import { freePort, kafkaContainer } from '@app/testing';
import { type StartedTestContainer, getContainerRuntimeClient } from 'testcontainers';

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
    const container = await kafkaContainer(this.port);
    this.container = await container.withEnvironment({ KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '500' }).start();
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
