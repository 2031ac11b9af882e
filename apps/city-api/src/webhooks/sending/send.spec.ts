import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Addresses } from './addresses.js';
import { type Answered, send } from './send.js';

const INSIDE = new Addresses(['127.0.0.0/8', '::1']);

describe('one request to a receiver', () => {
  let server: Server;
  let asked = 0;
  let answer: string | null;

  beforeEach(async () => {
    asked = 0;
    answer = 'x'.repeat(100_000);
    server = createServer((_request, response) => {
      asked += 1;
      if (answer !== null) response.end(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = (host: string, addresses: Addresses, withinMs = 10_000): Promise<Answered> => {
    const url = `http://${host}:${(server.address() as AddressInfo).port}/`;
    return send({ url, headers: {}, body: '{}' }, addresses, AbortSignal.timeout(withinMs), () => 0);
  };

  it('keeps the beginning of the answer only', async () => {
    const { status, error, body } = await ask('127.0.0.1', INSIDE);

    expect([status, error, body.length]).toEqual([200, null, 500]);
  });

  it('keeps no half of a character, which the registry would refuse with the whole answer', async () => {
    answer = `${'x'.repeat(499)}😀`;

    const { error, body } = await ask('127.0.0.1', INSIDE);

    expect([error, body]).toEqual([null, 'x'.repeat(499)]);
  });

  it.each(['127.0.0.1', 'localhost', '2130706433'])('reaches nothing inside by %s', async (host) => {
    const { status, error } = await ask(host, new Addresses([]));

    expect([status, asked]).toEqual([null, 0]);
    expect(error).toContain('not of the public internet');
  });

  it('ends when there is no answer in time', async () => {
    answer = null;

    const { status, error } = await ask('127.0.0.1', INSIDE, 50);

    expect([status, error, asked]).toEqual([null, 'no answer in time', 1]);
  });
});
