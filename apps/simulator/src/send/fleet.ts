import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from '../plan/message.js';
import type { Counters } from './counters.js';
import type { Credentials } from './credentials.js';
import { DevicePublisher } from './device-publisher.js';

/** All devices' connections. Every second device speaks MQTT 5, the others 3.1.1. */
export class Fleet {
  private readonly publishers = new Map<string, DevicePublisher>();

  constructor(devices: readonly string[], credentials: Credentials, counters: Counters) {
    for (const [i, id] of devices.entries()) {
      const secret = credentials.devices[id];
      if (secret === undefined) throw new Error(`the credentials file has no secret for device ${id}`);
      this.publishers.set(
        id,
        new DevicePublisher(id, secret, credentials.mqtt, i % 2 === 0 ? 4 : 5, counters),
      );
    }
  }

  get size(): number {
    return this.publishers.size;
  }

  /** Connects `perSecond` devices a second, so that the platform isn't met by all at once. */
  async connect(perSecond: number, signal: AbortSignal): Promise<void> {
    for (const publisher of this.publishers.values()) {
      if (signal.aborted) return;
      publisher.connect();
      await wait(1000 / perSecond, undefined, { signal }).catch(() => undefined);
    }
  }

  publish(message: Message): void {
    const body = JSON.stringify(message.readings.length === 1 ? message.readings[0] : message.readings);
    const payload = message.corrupt ? body.slice(0, Math.floor(body.length * 0.6)) : body;
    this.publishers.get(message.device)?.send(message.at, payload);
  }

  get pending(): number {
    return [...this.publishers.values()].reduce((sum, publisher) => sum + publisher.pending, 0);
  }

  /** Simulation time of the oldest unacknowledged message, or null. */
  oldestPending(): number | null {
    const times = [...this.publishers.values()].flatMap((publisher) => publisher.oldestPending() ?? []);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Waits up to `graceMs` for acknowledgements, then ends all connections. */
  async close(graceMs: number): Promise<void> {
    const deadline = Date.now() + graceMs;
    while (this.pending > 0 && Date.now() < deadline) await wait(20);
    await Promise.all([...this.publishers.values()].map((publisher) => publisher.close()));
  }
}
