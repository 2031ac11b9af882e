import { connect, type MqttClient } from 'mqtt';
import type { Counters } from './counters.js';

/** Messages that one device keeps while the platform is away: more than a day of a camera's. Then the oldest go. */
const MAX_WAITING = 2_000;
const MAX_IN_FLIGHT = 20;

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** One device's own connection: QoS 1, reconnects by itself, keeps what is not acknowledged. Never throws. */
export class DevicePublisher {
  private client: MqttClient | null = null;
  private readonly waiting: { at: number; payload: string }[] = [];
  private readonly inFlight = new Map<number, number>();
  private sequence = 0;
  private connected = false;
  private closing = false;

  constructor(
    private readonly id: string,
    private readonly secret: string,
    private readonly endpoint: Endpoint,
    private readonly protocolVersion: 4 | 5,
    private readonly counters: Counters,
  ) {}

  connect(): void {
    if (this.closing || this.client !== null) return;
    const client = connect({
      protocol: 'mqtt',
      ...this.endpoint,
      protocolVersion: this.protocolVersion,
      clientId: `sim-${this.id}`,
      username: this.id,
      password: this.secret,
      clean: true,
      keepalive: 60,
      // Spread, so that a platform that comes back is not met by all of them in one moment.
      reconnectPeriod: 1_000 + ((this.id.length * 397 + this.secret.charCodeAt(0) * 31) % 1_500),
      connectTimeout: 10_000,
      reconnectOnConnackError: true,
    });
    this.client = client;
    client.on('connect', () => this.setConnected(true));
    client.on('close', () => this.setConnected(false));
    client.on('error', (error) => (this.counters.lastProblem = `${this.id}: ${error.message}`));
  }

  /** Takes a message for sending; `at` is its time in the simulation. */
  send(at: number, payload: string): void {
    this.waiting.push({ at, payload });
    if (this.waiting.length > MAX_WAITING) {
      this.waiting.shift();
      this.counters.dropped++;
    }
    this.pump();
  }

  get pending(): number {
    return this.waiting.length + this.inFlight.size;
  }

  /** Simulation time of the oldest message that is not acknowledged, or null. */
  oldestPending(): number | null {
    const times = [...this.inFlight.values()];
    if (this.waiting[0] !== undefined) times.push(this.waiting[0].at);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Ends the connection; what is not acknowledged stays pending. */
  async close(): Promise<void> {
    this.closing = true;
    const client = this.client;
    if (client === null) return;
    await client.endAsync(this.inFlight.size > 0).catch(() => undefined);
    this.setConnected(false);
  }

  private setConnected(connected: boolean): void {
    if (this.connected !== connected) this.counters.connected += connected ? 1 : -1;
    this.connected = connected;
    this.pump();
  }

  private pump(): void {
    while (this.connected && !this.closing && this.inFlight.size < MAX_IN_FLIGHT) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      const number = ++this.sequence;
      this.inFlight.set(number, next.at);
      this.counters.sent++;
      this.client?.publish(`telemetry/${this.id}`, next.payload, { qos: 1 }, (error) =>
        this.settled(number, error),
      );
    }
  }

  /** The client itself sends again after a lost connection, so an error here is a refusal, or our own end. */
  private settled(number: number, error: Error | null | undefined): void {
    if (this.closing && error) return;
    this.inFlight.delete(number);
    if (error) {
      this.counters.refused++;
      this.counters.lastProblem = `${this.id}: ${error.message}`;
    } else this.counters.acknowledged++;
    this.pump();
  }
}
