import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppConfig } from '@app/config';
import { Logs, Metrics } from '@app/observability';
import { eventually, TestCa } from '@app/testing';
import { SecureHttp, mountUnreadable } from '@app/service';

@Controller()
class Hello {
  @Get('hello')
  get(): string {
    return 'xin chào';
  }
}

@Module({ controllers: [Hello] })
class Application {}

describe('what no HTTP request can be read from', () => {
  const ca = new TestCa();
  const own = ca.issue('localhost', 'DNS:localhost,IP:127.0.0.1');
  const metrics = new Metrics();
  let app: NestFastifyApplication;
  let plainPort: number;
  let securePort: number;

  beforeAll(async () => {
    const env = { NHIPPHO_HTTP_TLS_CERT: own.cert, NHIPPHO_HTTP_TLS_KEY: own.key };
    app = await NestFactory.create<NestFastifyApplication>(Application, new FastifyAdapter(), {
      logger: false,
    });
    mountUnreadable(app, metrics);
    const secure = await SecureHttp.of(app, AppConfig.fromEnv(env), new Logs('silent').for('http'));
    await app.init();
    await app.listen(0, '127.0.0.1');
    plainPort = (app.getHttpServer().address() as AddressInfo).port;
    securePort = await secure!.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    ca.remove();
  });

  /** All that comes back until the connection is ended. */
  function sent(bytes: string, encrypted = false): Promise<string> {
    const socket = encrypted
      ? connectTls({ port: securePort, host: 'localhost', ca: ca.pem })
      : connect(plainPort, '127.0.0.1');
    socket.write(bytes);
    return text(socket);
  }

  const REQUEST = 'GET /hello HTTP/1.1\r\nhost: a\r\nconnection: close\r\n';

  it.each([
    ['rubbish', 'xin chào\r\n\r\n', 400],
    ['a header without a colon', `${REQUEST}broken\r\n\r\n`, 400],
    ['a method that there is not', 'BREW /hello HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    ['two lengths', `${REQUEST}content-length: 1\r\ncontent-length: 2\r\n\r\n`, 400],
    ['headers without end', `${REQUEST}x: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
  ])('is answered as problem details: %s', async (_, bytes, status) => {
    const [head, body] = (await sent(bytes)).split('\r\n\r\n') as [string, string];

    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', status });
  });

  it('is answered over TLS alike', async () => {
    expect(await sent('xin chào\r\n\r\n', true)).toContain('application/problem+json');
  });

  it('is counted, and keeps nobody else from an answer', async () => {
    const before = await unreadable();
    await sent('xin chào\r\n\r\n');

    expect(await unreadable()).toBe(before + 1);
    expect(await sent(`${REQUEST}\r\n`)).toContain('xin chào');
  });

  it('leaves nobody a connection who keeps it open', async () => {
    const socket = connect({ port: plainPort, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume();
    socket.write('xin chào\r\n\r\n');
    await once(socket, 'end');

    await eventually('the connection to be closed', async () => (await connections()) === 0);
    socket.destroy();
  });

  function connections(): Promise<number> {
    return promisify((then: (error: Error | null, count: number) => void) =>
      app.getHttpServer().getConnections(then),
    )();
  }

  async function unreadable(): Promise<number> {
    const found = /nhippho_http_unreadable_total\{status="400"\} (\d+)/.exec(await metrics.text());
    return Number(found?.[1] ?? 0);
  }
});
