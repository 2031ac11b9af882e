import { setTimeout as delay } from 'node:timers/promises';
import { Backoff } from '@app/event-log';
import type { Logger } from '@app/observability';
import { type BrokerAddress, shownAddress } from './broker-address.js';
import { BrokerConnection, type ConnectionEnd } from './broker-connection.js';
import type { IntakeParts } from './broker-intake.js';

const LOOK_EVERY_MS = 250;
/** Subscriptions that were cut off soon, one after the other, from which on it looks like another client's doing. */
const CUT_OFF_TIMES = 3;

export interface BrokerInletOptions {
  readonly address: BrokerAddress;
  readonly clientId: string;
  readonly subscription: 'keep' | 'end';
  readonly intake: IntakeParts;
  readonly monotonic: () => number;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** The broker has not the session that an earlier connection left there: what it had queued is gone. */
  readonly onSessionLost: () => void;
}

/**
 * The second inlet: subscribes at a broker that a city has already, and comes back for ever when the connection ends.
 * While the log can't be written it stays away, so that the broker keeps the messages or gives them to another gateway.
 */
export class BrokerInlet {
  /** Connections that were subscribed. */
  subscriptions = 0;
  private connection: BrokerConnection | null = null;
  private subscribedSince: number | null = null;
  private detail: string;
  private protocolVersion: 4 | 5 = 5;
  private cutOff = 0;
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private readonly shown: string;

  constructor(private readonly options: BrokerInletOptions) {
    this.shown = shownAddress(options.address);
    this.detail = `${this.shown}: not connected yet`;
  }

  get inFlight(): number {
    return this.connection?.intake.inFlight ?? 0;
  }

  get isSubscribed(): boolean {
    return this.subscribedSince !== null;
  }

  /** Whether messages can come, in words. */
  check(): { readonly ok: boolean; readonly detail: string } {
    return { ok: this.isSubscribed, detail: this.detail };
  }

  /** Connects, and goes on connecting; returns at once. */
  start(): void {
    this.running ??= this.run();
  }

  /** Takes no more; what was taken is made durable and acknowledged. The broker keeps the session for the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.connection?.leave('stopped', this.options.intake.limits.stopMs);
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff();
    while (!signal.aborted) {
      if (this.isUnwritable) {
        this.detail = `${this.shown}: away while the event log is not writable`;
        await pause(LOOK_EVERY_MS, signal);
        continue;
      }
      const wasGood = await this.connectOnce();
      if (wasGood) backoff.reset();
      await backoff.wait(signal);
    }
  }

  /** One connection, from its beginning to its end; true when it was subscribed for long enough to call it good. */
  private async connectOnce(): Promise<boolean> {
    const { log, monotonic, intake, address, clientId, subscription } = this.options;
    const connection = new BrokerConnection({
      address,
      clientId,
      subscription,
      intake,
      protocolVersion: this.protocolVersion,
      onSubscribed: (accepted) => this.subscribed(accepted),
    });
    this.connection = connection;
    const watch = setInterval(() => {
      if (this.isUnwritable) void connection.leave('the event log is not writable', 0);
    }, LOOK_EVERY_MS);
    const end = await connection.ended;
    clearInterval(watch);
    const since = this.subscribedSince;
    const isGood = since !== null && monotonic() - since >= intake.limits.goodMs;
    this.cutOff = since === null || isGood ? 0 : this.cutOff + 1;
    this.subscribedSince = null;
    this.connection = null;
    const isNews = since !== null || this.detail !== end.reason;
    this.detail = end.reason;
    if (isNews && !this.stopping.signal.aborted)
      log.warn({ reason: end.reason }, 'not subscribed at the broker');
    this.judge(end);
    return isGood;
  }

  /** Says what only an operator can put right. */
  private judge({ needs311, takenOver }: ConnectionEnd): void {
    const { log, clientId } = this.options;
    if (needs311) {
      this.protocolVersion = 4;
      const words = 'the broker speaks no MQTT 5: trying 3.1.1, with which only one gateway may subscribe';
      log.warn({ broker: this.shown }, words);
    }
    // Not every broker says who was taken over (Mosquitto 2.0.11 just closes).
    if (takenOver || this.cutOff === CUT_OFF_TIMES) {
      const words =
        'cut off; does another gateway have this client id? Each needs its own NHIPPHO_BROKER_CLIENT_ID';
      log.error({ broker: this.shown, clientId, times: this.cutOff }, words);
    }
  }

  private subscribed({ filter, resumed }: { filter: string; resumed: boolean }): void {
    const { log, monotonic, clientId, subscription } = this.options;
    const isFirst = this.subscriptions === 0;
    this.subscriptions += 1;
    this.subscribedSince = monotonic();
    if (subscription === 'end') {
      this.detail = `${this.shown}: takes what is left for ${clientId}, and nothing new`;
      log.warn({ broker: this.shown, filter, clientId, resumed }, 'unsubscribed: takes only what is left');
      return;
    }
    this.detail = `${this.shown}: subscribed to ${filter} as ${clientId}`;
    if (resumed || isFirst) log.info({ broker: this.shown, filter, clientId, resumed }, 'subscribed');
    else {
      this.options.onSessionLost();
      const words = 'subscribed; the broker had lost our session, and with it what it kept for us';
      log.warn({ broker: this.shown, filter, clientId }, words);
    }
    if (!filter.startsWith('$share/') && this.protocolVersion === 5) {
      log.warn(
        { broker: this.shown },
        'no shared subscriptions at the broker: only one gateway may subscribe',
      );
    }
  }

  private get isUnwritable(): boolean {
    const { collector, limits } = this.options.intake;
    return collector.unwritableMs > limits.unwritableMs;
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
