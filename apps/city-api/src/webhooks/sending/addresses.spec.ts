import { describe, expect, it } from '@jest/globals';
import { Addresses } from './addresses.js';

const NONE = new Addresses([]);

const lookUp = (addresses: Addresses, host: string): Promise<string | Error> =>
  new Promise((resolve) =>
    addresses.lookup(host, { all: true }, (error, found) =>
      resolve(error ?? (Array.isArray(found) ? found.map(({ address }) => address).join() : found)),
    ),
  );

describe('addresses that webhooks may be sent to', () => {
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[fe80::1]',
    '[fd00::1]',
    '[ff02::1]',
    '[64:ff9b::a00:1]',
    '[2002:7f00:1::]',
    '[2001:0:1::1]',
    '[2001:db8::1]',
  ])('are not %s', (host) => {
    expect(() => NONE.check(new URL(`http://${host}/`).hostname)).toThrow('NHIPPHO_WEBHOOK_ALLOW');
  });

  it.each(['http://2130706433/', 'http://0x7f.1/', 'http://127.1/', 'http://0177.0.0.1/'])(
    'are not loopback in other clothes: %s',
    (url) => {
      expect(() => NONE.check(new URL(url).hostname)).toThrow('127.0.0.1');
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '[2606:4700::1111]', 'receiver.example.vn'])(
    'may be %s',
    (host) => {
      expect(() => NONE.check(host)).not.toThrow();
    },
  );

  it('are looked up when it connects: a name of the inside leads nowhere', async () => {
    expect(String(await lookUp(NONE, 'localhost'))).toContain('not of the public internet');
  });

  it.each([['localhost'], ['127.0.0.0/8,::1'], ['LOCALHOST']])(
    'may be of the inside where %s is allowed',
    async (list) => {
      expect(String(await lookUp(new Addresses(list.split(',')), 'localhost'))).toMatch(
        /^(127\.0\.0\.1|::1)/,
      );
    },
  );

  it('are still refused where others are allowed', () => {
    const some = new Addresses(['10.1.0.0/16', 'receiver.internal']);

    expect(() => some.check('10.1.2.3')).not.toThrow();
    expect(() => some.check('10.2.2.3')).toThrow('10.2.2.3');
  });
});
