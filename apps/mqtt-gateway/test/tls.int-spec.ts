import { copyFileSync, readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TestCa } from '@app/testing';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { TestGateway } from './test-gateway.js';

const SERVER_NAMES = 'DNS:localhost,IP:127.0.0.1';

describe('MQTT over TLS', () => {
  let ca: TestCa;
  let gateway: TestGateway;
  let port: number;
  const clients: MqttClient[] = [];

  beforeAll(() => void (ca = new TestCa()));
  afterAll(() => ca.remove());
  afterEach(async () => {
    for (const client of clients.splice(0)) client.end(true);
    await gateway.stop();
  });

  async function open(given: Partial<Parameters<typeof gateway.server.listenTls>[0]> = {}, limits = {}) {
    gateway = await new TestGateway({ limits }).start();
    const own = ca.issue('localhost', SERVER_NAMES);
    const none = { ca: null, crl: null, clients: 'optional', variables: 'TLS', port: 0 } as const;
    port = await gateway.server.listenTls({ ...none, ...own, ...given }, '127.0.0.1');
    return own;
  }

  /** Rejects with the refusal, or where the connection ends without one. */
  function client(options: IClientOptions): Promise<MqttClient> {
    const made = connect(`mqtts://localhost:${port}`, {
      ca: ca.pem,
      protocolVersion: 5,
      reconnectPeriod: 0,
      ...options,
    });
    clients.push(made);
    return new Promise((resolve, reject) => {
      made.once('connect', () => resolve(made));
      made.on('error', reject);
      made.once('close', () => reject(new Error('cut off')));
    });
  }

  const withSecret = { username: 'cam-1', password: 'secret-cam-1' };
  const showing = (name: string, san?: string, by = ca): IClientOptions => {
    const { cert, key } = by.issue(name, san);
    return { cert: readFileSync(cert), key: readFileSync(key) };
  };
  const refusal = (options: IClientOptions): Promise<unknown> =>
    client(options).then(
      () => 'let in',
      (error: Error & { code?: unknown }) => error.code ?? error.message,
    );

  it('takes a device with its credential and acknowledges, on a connection that is encrypted', async () => {
    await open();

    const device = await client(withSecret);
    await device.publishAsync('telemetry/cam-1', 'over TLS', { qos: 1 });

    expect(await gateway.payloads()).toEqual(['over TLS']);
    expect((device.stream as TLSSocket).getProtocol()).toBe('TLSv1.3');
  });

  it('speaks nothing older than TLS 1.2', async () => {
    await open();
    const attempt = (maxVersion: 'TLSv1.1' | 'TLSv1.2') =>
      new Promise<string>((resolve) => {
        const socket = connectTls(
          {
            port,
            host: '127.0.0.1',
            ca: ca.pem,
            minVersion: 'TLSv1',
            maxVersion,
            ciphers: 'DEFAULT@SECLEVEL=0',
          },
          () => {
            resolve(socket.getProtocol() ?? '');
            socket.destroy();
          },
        );
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      });

    expect(await attempt('TLSv1.2')).toBe('TLSv1.2');
    expect(await attempt('TLSv1.1')).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });

  it('cuts off who does not shake hands in time', async () => {
    await open({}, { connectMs: 100 });
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);

    await new Promise((resolve) => socket.once('close', resolve));

    expect(gateway.counters.connectsRefused.get('handshake')).toBe(1);
  });

  it('waits for no handshake when it stops', async () => {
    await open();
    const socket = connectTcp(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('connect', resolve));

    await gateway.server.close();

    await ended;
  });

  it('a certificate is its device: no password is asked, and only its own topic is open to it', async () => {
    await open({ ca: ca.cert });

    const device = await client(showing('something else', 'DNS:cam-1'));
    await device.publishAsync('telemetry/cam-1', 'mine', { qos: 1 });
    const foreign = device.publishAsync('telemetry/cam-2', 'not mine', { qos: 1 });

    await expect(foreign).rejects.toMatchObject({ code: 0x87 });
    const records = await gateway.records();
    expect(records.map(({ key, headers }) => [key, headers.refused])).toEqual([
      ['cam-1', undefined],
      ['cam-1', 'foreign_topic'],
    ]);
    await (
      await client({ ...showing('cam-2'), username: 'cam-2' })
    ).publishAsync('telemetry/cam-2', '2', { qos: 1 });
    expect(await gateway.payloads('cam-2')).toEqual(['2']);
  });

  it('is no other device than its certificate says, whatever user and password are given', async () => {
    await open({ ca: ca.cert });

    expect(await refusal({ ...showing('cam-2'), ...withSecret })).toBe(0x86);
    expect(await refusal(showing('cam-99'))).toBe(0x86);
    expect(await refusal(showing('x', 'DNS:cam-1,DNS:cam-2'))).not.toBe('let in');
    expect(await refusal(withSecret)).toBe('let in');
  });

  it('a certificate of somebody else’s authority is refused, also beside a good password', async () => {
    await open({ ca: ca.cert });
    const stranger = new TestCa('another CA');

    expect(await refusal({ ...showing('cam-1', undefined, stranger), ...withSecret })).not.toBe('let in');

    expect(gateway.counters.connectsRefused.get('certificate')).toBe(1);
    stranger.remove();
  });

  it('where certificates are required, who shows none is not let in', async () => {
    await open({ ca: ca.cert, clients: 'required' });

    expect(await refusal(withSecret)).not.toBe('let in');
    expect(await refusal(showing('cam-1'))).toBe('let in');
  });

  it('a certificate that is revoked is refused, and a session that came by it ends, without a restart', async () => {
    const [bad, good] = [ca.issue('cam-1'), ca.issue('cam-2')];
    const shown = (one: typeof bad): IClientOptions => ({
      cert: readFileSync(one.cert),
      key: readFileSync(one.key),
    });
    await open({ ca: ca.cert, crl: ca.revoke() });
    const live = await client(shown(bad));
    const ended = new Promise((resolve) => live.once('close', () => resolve('ended')));

    ca.revoke(bad);
    await gateway.server.renew();

    expect(await ended).toBe('ended');
    expect(await refusal(shown(bad))).not.toBe('let in');
    expect(await refusal(shown(good))).toBe('let in');
  });

  it('takes up a renewed certificate without a restart, and no half of one', async () => {
    const own = await open();
    const before = await client(withSecret);
    const renewed = ca.issue('localhost', SERVER_NAMES);
    const fingerprint = async (): Promise<string> => {
      const one = await client({ username: 'cam-2', password: 'secret-cam-2' });
      return (one.stream as TLSSocket).getPeerCertificate().fingerprint256;
    };
    const first = await fingerprint();

    copyFileSync(renewed.cert, own.cert);
    await gateway.server.renew();
    expect(gateway.errors).toHaveLength(1);
    expect(await fingerprint()).toBe(first);
    copyFileSync(renewed.key, own.key);
    await gateway.server.renew();
    expect(await fingerprint()).not.toBe(first);

    await before.publishAsync('telemetry/cam-1', 'still there', { qos: 1 });
  });
});
