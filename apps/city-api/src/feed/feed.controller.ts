import { Controller, Get, Headers, type OnModuleDestroy, Query, Res, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { Metrics } from '@app/observability';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { FeedHub, type NumberedEvent } from './feed-hub.js';
import { LedgerTail } from './ledger-tail.js';
import { MAX_WAITING, SseClient, type SseMessage } from './sse-client.js';

const MAX_CLIENTS = 1000;
const RESUME_AT_MOST = 5000;
const BEAT_MS = 15_000;

const csv = z.string().max(1000).optional();
const query = z.strictObject({
  type: csv.describe('only these events, comma-separated: kpi, device, alarm, ledger'),
  area: csv.describe('only KPI events of these areas'),
  kpi: csv.describe('only these KPIs; a family includes its members'),
  period: csv.describe('only these periods'),
});

/** Server-sent events of everything in ❹, and of ledger rows that moved. */
@Controller('api/v1/feed')
export class FeedController implements OnModuleDestroy {
  private readonly open = new Map<FastifyReply['raw'], SseClient>();
  /** Of readers that have left. */
  private dropped = 0;

  constructor(
    private readonly hub: FeedHub,
    private readonly ledger: LedgerTail,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const sum = (of: (client: SseClient) => number): number =>
      [...this.open.values()].reduce((total, client) => total + of(client), 0);
    metrics.gauge('nhippho_feed_clients', 'Readers of the event stream', [], (gauge) =>
      gauge.set(this.open.size),
    );
    metrics
      .gauge('nhippho_feed_clients_limit', 'Readers of the event stream that are let in')
      .set(MAX_CLIENTS);
    metrics.gauge('nhippho_feed_queue_events', 'Events that wait for readers to read on', [], (gauge) =>
      gauge.set(sum(({ queued }) => queued)),
    );
    metrics.gauge('nhippho_feed_queue_limit_events', 'Events that may wait for one reader').set(MAX_WAITING);
    metrics.counter(
      'nhippho_feed_dropped_events_total',
      'Events that a slow reader skipped: a newer one took their place, or too many waited',
      [],
      (counter) => {
        counter.reset();
        counter.inc(this.dropped + sum(({ dropped }) => dropped));
      },
    );
  }

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'feed',
    summary: 'Live events (SSE)',
    description:
      'Events `kpi`, `device`, `alarm`, `ledger`; data is the REST item. Resumes after `Last-Event-ID`.',
    query,
    produces: 'text/event-stream',
    action: 'read',
    problems: [400, 401, 403, 503],
  })
  async stream(
    @Query(new ZodPipe(query)) q: z.infer<typeof query>,
    @Headers('last-event-id') lastId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Fastify answers HEAD by the GET handler, and a stream has no end to wait for.
    if (reply.request.method === 'HEAD') return void reply.type('text/event-stream').send();
    if (this.open.size >= MAX_CLIENTS) throw new Problem(503, `${MAX_CLIENTS} readers are connected already`);
    const wanted = filterOf(q);
    const after = /^\d{1,15}$/.test(lastId ?? '') ? Number(lastId) : null;
    const feed = await this.hub.subscribe(after, RESUME_AT_MOST);
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    const client = new SseClient(response, () => this.clock.now());
    feed.start((events) => {
      for (const { offset, event } of events) {
        if (wanted(event.type, event.type === 'kpi' ? event.item : null))
          client.send(messageOf(offset, event));
      }
    });
    const stopLedger = wanted('ledger', null)
      ? this.ledger.listen((item) =>
          client.send({
            key: `l|${item.device}|${item.hour}`,
            event: 'ledger',
            id: null,
            data: JSON.stringify(item),
          }),
        )
      : () => undefined;
    const beat = setInterval(() => client.beat(), BEAT_MS);
    this.open.set(response, client);
    const end = (): void => {
      clearInterval(beat);
      feed.stop();
      stopLedger();
      if (this.open.delete(response)) this.dropped += client.dropped;
    };
    // A reader that went away while what it missed was read has had its `close` already.
    if (response.destroyed) end();
    else response.on('close', end);
  }

  onModuleDestroy(): void {
    for (const response of this.open.keys()) response.end();
  }
}

function messageOf(offset: number, event: NumberedEvent['event']): SseMessage {
  const key =
    event.type === 'kpi'
      ? `k|${event.item.area}|${event.item.kpi}|${event.item.period}|${event.item.from}`
      : `d|${event.item.device}`;
  return { key, event: event.type, id: offset, data: JSON.stringify(event.item) };
}

type Filter = (type: string, item: { area: string; kpi: string; period: string } | null) => boolean;

function filterOf(q: z.infer<typeof query>): Filter {
  const list = (text: string | undefined): ReadonlySet<string> | null =>
    text === undefined ? null : new Set(text.split(',').map((part) => part.trim()));
  const [types, areas, kpis, periods] = [list(q.type), list(q.area), list(q.kpi), list(q.period)];
  return (type, item) =>
    (types === null || types.has(type)) &&
    (item === null ||
      ((areas === null || areas.has(item.area)) &&
        (periods === null || periods.has(item.period)) &&
        (kpis === null || kpis.has(item.kpi) || kpis.has(item.kpi.split('.')[0] ?? ''))));
}
