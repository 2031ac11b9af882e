import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/testing';
import { SseClient, type SseMessage } from './sse-client.js';

/** A socket whose far end reads only when it is told to. */
class Socket extends EventEmitter {
  readonly written: string[] = [];
  takes = true;
  destroyed = false;

  write(text: string): boolean {
    this.written.push(text);
    return this.takes;
  }
  destroy(): void {
    this.destroyed = true;
  }
  resume(): void {
    this.takes = true;
    this.emit('drain');
  }
}

const message = (key: string, data: string): SseMessage => ({ key, event: 'kpi', id: 7, data });

function connected(): { socket: Socket; client: SseClient; clock: ManualClock } {
  const socket = new Socket();
  const clock = new ManualClock(0);
  const client = new SseClient(socket as unknown as ServerResponse, () => clock.now());
  return { socket, client, clock };
}

describe('a reader of the feed', () => {
  it('gets each event with its id and name', () => {
    const { socket, client } = connected();

    client.send(message('a', '{"x":1}'));
    client.send({ key: 'l', event: 'ledger', id: null, data: '{}' });

    expect(socket.written).toEqual(['id: 7\nevent: kpi\ndata: {"x":1}\n\n', 'event: ledger\ndata: {}\n\n']);
  });

  it('that falls behind gets the latest of each thing, once, in the order of the news', () => {
    const { socket, client } = connected();
    socket.takes = false;
    client.send(message('a', '1'));
    for (let i = 2; i <= 50; i++) client.send(message('a', String(i)));
    client.send(message('b', 'b1'));
    client.send(message('a', '51'));

    socket.resume();

    expect(socket.written.map((text) => /data: (.*)/.exec(text)?.[1])).toEqual(['1', 'b1', '51']);
  });

  it('stops again in the middle of what waited when the socket is full again', () => {
    const { socket, client } = connected();
    socket.takes = false;
    for (const key of ['a', 'b', 'c']) client.send(message(key, key));

    socket.emit('drain');

    expect(socket.written).toHaveLength(2);
    socket.resume();
    expect(socket.written).toHaveLength(3);
  });

  it('that is frozen has a bounded queue and is closed after 30 s', () => {
    const { socket, client, clock } = connected();
    socket.takes = false;
    for (let i = 0; i < 20_000; i++) client.send(message(`k${i}`, String(i)));
    expect(socket.destroyed).toBe(false);

    clock.advance(30_001);
    client.beat();

    expect(socket.destroyed).toBe(true);
    socket.resume();
    expect(socket.written.length).toBeLessThanOrEqual(5001);
  });
});
