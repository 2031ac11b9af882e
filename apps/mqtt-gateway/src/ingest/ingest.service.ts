import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Principal } from '@app/access';
import type { Clock } from '@app/config';
import type { LogRecord } from '@app/event-log';
import type { ServiceTracer } from '@app/observability';
import { countUp, type GatewayCounters } from '../gateway-counters.js';
import type { Collector } from '../inlet/collector.js';
import { withTrace } from '../inlet/traced-receiver.js';
import { countReadings } from '../limits/count-readings.js';
import type { DeviceRates } from '../limits/device-rates.js';
import type { GatewayLimits } from '../limits/gateway-limits.js';
import { Slots } from '../limits/slots.js';
import { SlotsOfOne } from '../limits/slots-of-one.js';
import type { Authenticates } from '../session/gateway-context.js';
import { refusalRecord } from '../session/refusal.js';
import { keptType, rawHeaders } from '../session/topic-routes.js';
import { basicCredential } from './basic-credential.js';
import { MOST_ELEMENTS, splitByDevice } from './gateway-split.js';
import { Problem } from './problem.js';
import { Receipt } from './receipt.js';
import { contentTypeOf, readBody } from './untouched-body.js';

/** Largest body. */
const INGEST_BYTES = 1_000_000;

const REQUESTS = 64;
const REQUESTS_WAITING = 512;
const TOPIC = 'http';

/** What the ingest needs of the gateway. */
export interface IngestParts {
  readonly collector: Collector;
  readonly rates: DeviceRates;
  readonly counters: GatewayCounters;
  readonly clock: Clock;
  readonly tracer: ServiceTracer;
  readonly authenticator: Pick<Authenticates, 'authenticate'>;
  readonly limits: Pick<GatewayLimits, 'unwritableMs' | 'bodyMs' | 'requestsOfOne' | 'requestsOfOneWaiting'>;
}

interface Taken {
  readonly received: number;
  readonly records: readonly LogRecord[];
}

/** Takes readings over HTTP: same promise as over MQTT, an answer of 202 comes after they are durable. */
export class IngestService {
  private readonly slots = new Slots(REQUESTS, REQUESTS_WAITING);
  private readonly slotsOfOne: SlotsOfOne;

  constructor(private readonly parts: IngestParts) {
    const { requestsOfOne, requestsOfOneWaiting } = parts.limits;
    this.slotsOfOne = new SlotsOfOne(requestsOfOne, requestsOfOneWaiting);
  }

  /**
   * @returns the number of readings taken, refused ones included: they are accounted for
   * @throws Problem 401, 408, 413, 415, 429 or 503
   */
  async take(raw: IncomingMessage): Promise<number> {
    const principal = await this.identify(raw);
    this.checkRate(principal.id);
    const encoding = raw.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      throw new Problem(415, 'Unsupported encoding', 'send the body as it is', { connection: 'close' });
    }
    if (!(await this.slotsOfOne.take(principal.id))) {
      const { requestsOfOne, requestsOfOneWaiting } = this.parts.limits;
      const most = `${principal.id} may have ${requestsOfOne} requests at once, and ${requestsOfOneWaiting} that wait`;
      throw new Problem(429, 'Too many requests', most, { 'retry-after': '1', connection: 'close' });
    }
    try {
      return await this.inPlace(principal, raw);
    } finally {
      this.slotsOfOne.release(principal.id);
    }
  }

  private async inPlace(principal: Principal, raw: IncomingMessage): Promise<number> {
    if (!(await this.slots.take())) throw busy('too many requests at once');
    try {
      const body = await readBody(raw, INGEST_BYTES, this.parts.limits.bodyMs);
      await this.room();
      const taken =
        principal.kind === 'device'
          ? this.ofDevice(principal, body, raw)
          : await this.ofGateway(principal, body);
      await this.traced(taken.records, principal.id, body.length, raw.headers['traceparent']);
      return taken.received;
    } finally {
      this.slots.release();
    }
  }

  private async identify(raw: IncomingMessage): Promise<Principal> {
    if (this.parts.collector.unwritableMs > this.parts.limits.unwritableMs)
      throw busy('the event log is not writable');
    const given = basicCredential(raw.headers.authorization);
    let principal: Principal | null = null;
    try {
      principal = given && (await this.parts.authenticator.authenticate(given.id, given.secret));
    } catch {
      throw busy('the registry does not answer');
    }
    if (principal !== null) return principal;
    throw new Problem(401, 'Unauthorized', 'HTTP Basic with the id and credential of a device or gateway', {
      'www-authenticate': 'Basic realm="nhippho", charset="UTF-8"',
      connection: 'close',
    });
  }

  private checkRate(device: string): void {
    const wait = this.parts.rates.waitMs(device);
    if (wait <= 0) return;
    const seconds = String(Math.ceil(wait / 1_000));
    throw new Problem(429, 'Too many readings', `${device} sent faster than it may`, {
      'retry-after': seconds,
    });
  }

  private ofDevice(principal: Principal, body: Buffer, raw: IncomingMessage): Taken {
    const received = countReadings(body);
    this.parts.rates.take(principal.id, received);
    const contentType = contentTypeOf(raw);
    const headers = rawHeaders({
      device: principal.id,
      topic: TOPIC,
      inlet: 'http',
      ...(contentType === undefined ? {} : { contentType: keptType(contentType) }),
    });
    return {
      received,
      records: [{ key: principal.id, value: body, headers, timestamp: this.parts.clock.now() }],
    };
  }

  private async ofGateway(gateway: Principal, body: Buffer): Promise<Taken> {
    const split = await splitByDevice(body, gateway);
    if (split === null) {
      throw new Problem(
        413,
        'Too many readings',
        `a gateway's message has at most ${MOST_ELEMENTS} readings`,
      );
    }
    for (const { device } of split.shares) this.checkRate(device);
    const timestamp = this.parts.clock.now();
    const records: LogRecord[] = [];
    for (const { device, readings, payload } of split.shares) {
      this.parts.rates.take(device, readings);
      const headers = rawHeaders({ device, topic: TOPIC, inlet: 'http', contentType: 'application/json' });
      records.push({ key: device, value: payload, headers, timestamp });
    }
    for (const share of split.refused) {
      countUp(this.parts.counters.http.refused, share.reason);
      records.push(refusalRecord(gateway, { ...share, topic: TOPIC, inlet: 'http' }, timestamp));
    }
    if (split.refused.length > 0) this.parts.rates.take(gateway.id, split.refused.length);
    return { received: split.received, records };
  }

  /** Appends; a request that is traced is one span, whose trace goes along with each of its records. */
  private async traced(
    records: readonly LogRecord[],
    device: string,
    bytes: number,
    given: string | string[] | undefined,
  ): Promise<void> {
    const traceparent = typeof given === 'string' ? given : undefined;
    const span = this.parts.tracer.arrival(traceparent, { device, inlet: 'http', bytes });
    try {
      await this.append(span === null ? records : records.map((record) => withTrace(record, span)));
    } finally {
      span?.end();
    }
  }

  private async room(): Promise<void> {
    const { collector } = this.parts;
    while (collector.full) await new Promise<void>((resolve) => collector.whenRoom(resolve));
  }

  /** Waits for a slow log as long as it moves at all. */
  private async append(records: readonly LogRecord[]): Promise<void> {
    const { collector, counters, limits } = this.parts;
    const receipt = new Receipt(records.length);
    for (const record of records) {
      counters.http.messages += 1;
      counters.http.bytes += record.value.length;
      collector.offer(record, receipt, 0);
    }
    const stop = new AbortController();
    const done = receipt.durable.then(() => true);
    try {
      for (;;) {
        const waited = delay(limits.unwritableMs, false, { signal: stop.signal, ref: false }).catch(
          () => false,
        );
        if (await Promise.race([done, waited])) return;
        if (collector.unwritableMs > limits.unwritableMs) throw busy('the event log is not writable');
      }
    } finally {
      stop.abort();
    }
  }
}

function busy(detail: string): Problem {
  return new Problem(503, 'Unavailable', detail, { 'retry-after': '5', connection: 'close' });
}
