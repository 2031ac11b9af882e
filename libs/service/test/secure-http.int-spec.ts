import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { Controller, Get, Module, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppConfig, ConfigError } from '@app/config';
import { Logs } from '@app/observability';
import { TestCa } from '@app/testing';
import type { FastifyRequest } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import { SecureHttp } from '@app/service';

@Controller()
class Protocol {
  @Get('protocol')
  get(@Req() asked: FastifyRequest): { protocol: string } {
    return { protocol: asked.protocol };
  }
}

@Module({ controllers: [Protocol] })
class Application {}

describe('HTTP over TLS', () => {
  const ca = new TestCa();
  const own = ca.issue('localhost', 'DNS:localhost,IP:127.0.0.1');
  const config = AppConfig.fromEnv({
    NHIPPHO_BIND: '0.0.0.0',
    NHIPPHO_HTTP_TLS_CERT: own.cert,
    NHIPPHO_HTTP_TLS_KEY: own.key,
  });
  const log = new Logs('silent').for('http');
  let app: NestFastifyApplication;
  let secure: SecureHttp;
  let port: number;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(Application, new FastifyAdapter(), {
      logger: false,
    });
    secure = (await SecureHttp.of(app, config, log))!;
    await app.init();
    await app.listen(0, '127.0.0.1');
    port = await secure.listen(0, '127.0.0.1');
  });
  afterAll(() => ca.remove());

  /** The reply and the fingerprint of the certificate that it came with. */
  function ask(options = {}): Promise<{ status: number; body: string; fingerprint: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { port, host: 'localhost', path: '/protocol', ca: ca.pem, agent: false, ...options },
        (reply) => {
          const { fingerprint256 } = (reply.socket as TLSSocket).getPeerCertificate();
          let body = '';
          reply.setEncoding('utf8');
          reply.on('data', (text: string) => (body += text));
          reply.on('end', () =>
            resolve({ status: reply.statusCode ?? 0, body, fingerprint: fingerprint256 }),
          );
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  it('serves the same routes, which know that it is encrypted', async () => {
    const plain = await fetch(`${await app.getUrl()}/protocol`);

    expect(await plain.json()).toEqual({ protocol: 'http' });
    expect(await ask()).toMatchObject({ status: 200, body: '{"protocol":"https"}' });
  });

  it('leaves the plain port to this machine, unless told otherwise', () => {
    const told = { NHIPPHO_BIND: '0.0.0.0', NHIPPHO_HTTP_TLS_CERT: 'a', NHIPPHO_HTTP_TLS_KEY: 'b' };

    expect([config.httpBind, config.mqttBind]).toEqual(['127.0.0.1', '0.0.0.0']);
    expect(AppConfig.fromEnv({ ...told, NHIPPHO_PLAIN: 'everywhere' }).httpBind).toBe('0.0.0.0');
  });

  it('takes WebSockets', async () => {
    const endpoint = new WebSocketServer({ server: app.getHttpServer() });
    endpoint.on('connection', (ws) => ws.send('xin chào'));

    const client = new WebSocket(`wss://localhost:${port}/`, { ca: ca.pem });
    const [message] = (await once(client, 'message')) as [Buffer];

    expect(message.toString()).toBe('xin chào');
    client.terminate();
    endpoint.close();
  });

  it('takes up a renewed certificate without a restart', async () => {
    const { fingerprint } = await ask();
    const renewed = ca.issue('localhost', 'DNS:localhost,IP:127.0.0.1');
    copyFileSync(renewed.cert, own.cert);
    copyFileSync(renewed.key, own.key);

    await secure.renew();

    expect((await ask()).fingerprint).not.toBe(fingerprint);
  });

  it('says which file is wrong before anything is opened', async () => {
    const wrong = AppConfig.fromEnv({ NHIPPHO_HTTP_TLS_CERT: '/nowhere.pem', NHIPPHO_HTTP_TLS_KEY: own.key });

    await expect(SecureHttp.of(app, wrong, log)).rejects.toThrow(
      /^NHIPPHO_HTTP_TLS_CERT, _KEY: .*ENOENT.*\/nowhere\.pem/,
    );
    expect(() => AppConfig.fromEnv({ NHIPPHO_HTTP_TLS_CERT: own.cert })).toThrow(ConfigError);
    expect(() => AppConfig.fromEnv({ NHIPPHO_MQTT_TLS_CRL: own.cert })).toThrow(/needs NHIPPHO_MQTT_TLS_CA/);
  });

  it('stops with the application', async () => {
    await app.close();

    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
