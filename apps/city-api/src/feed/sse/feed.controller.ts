import { Controller, Get, Headers, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Caller } from '@app/access';
import { AccessGuard } from '../../access/access.guard.js';
import { AskedBy } from '../../access/caller.js';
import { protectRaw } from '../../http/headers.js';
import { ApiOperation } from '../../http/operation.js';
import { Problem } from '../../http/problem.js';
import { ZodPipe } from '../../http/zod.pipe.js';
import { FEED_LIMITS } from '../feed-client.js';
import { FeedClients } from '../feed-clients.js';
import { FeedFilter } from '../feed-filter.js';
import { feedQuery, socketQuery } from '../feed-query.js';
import { SseLine } from './sse-line.js';

/** Live events: everything in ❹, and ledger rows that moved. */
@Controller('api/v1/feed')
export class FeedController {
  constructor(private readonly clients: FeedClients) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'feed',
    summary: 'Live events (SSE)',
    description:
      'Events `kpi`, `device`, `alarm`, `ledger`; data is the REST item. Resumes after `Last-Event-ID`; where that is too ' +
      'long ago, an event `reset` says so, the state follows, and `caught-up` ends it. A reader that falls behind is told ' +
      'the latest of each thing; one that takes nothing for 30 s is cut off.',
    query: feedQuery,
    produces: 'text/event-stream',
    action: 'read',
    problems: [400, 401, 403, 503],
  })
  stream(
    @AskedBy() caller: Caller,
    @Query(new ZodPipe(feedQuery)) q: z.infer<typeof feedQuery>,
    @Headers('last-event-id') lastId: string | undefined,
    @Res() reply: FastifyReply,
  ): void {
    // Fastify answers HEAD by the GET handler, and a stream has no end to wait for.
    if (reply.request.method === 'HEAD') return void reply.type('text/event-stream').send();
    if (this.clients.isFull) throw new Problem(503, `${FEED_LIMITS.clients} readers are connected already`);
    reply.hijack();
    const { raw: response } = reply;
    protectRaw(response);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 2000\n\n');
    const client = this.clients.enter(new SseLine(response), caller);
    const drained = (): void => client.pump();
    response.socket?.on('drain', drained);
    response.on('close', () => this.clients.leave(client));
    const filter = new FeedFilter({ ...q, events: [...q.events, ...q.type] });
    this.clients.subscribe(client, '', filter, { after: lastId ?? q.lastEventId ?? null, state: q.state });
    // A reader that went away before has had its `close` already.
    if (response.destroyed) this.clients.leave(client);
  }

  @Get('ws')
  @ApiOperation({
    tag: 'feed',
    summary: 'Live events (WebSocket)',
    description:
      'The same events as JSON messages `{event,id,data}`. Query parameters make a first subscription; messages ' +
      '`{"type":"subscribe","name":"a","events":["kpi"],"area":["718"],"lastEventId":41}` and ' +
      '`{"type":"unsubscribe","name":"a"}` add and remove others. Where reading needs identification: ' +
      '`Authorization: Bearer <key>`, or from browsers the subprotocols `nhippho.v1` and ' +
      '`nhippho.bearer.<base64url of the key>`.',
    query: socketQuery,
    action: 'read',
    problems: [400, 401, 403, 426, 503],
  })
  upgradeOnly(@Res({ passthrough: true }) reply: FastifyReply): never {
    reply.header('upgrade', 'websocket');
    throw new Problem(426, 'this path speaks WebSocket: connect to it with ws:// or wss://');
  }
}
