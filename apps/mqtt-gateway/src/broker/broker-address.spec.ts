import { describe, expect, it } from '@jest/globals';
import { brokerAddress, shownAddress } from './broker-address.js';

describe("a broker's address", () => {
  it.each([
    ['mqtt://broker', { protocol: 'mqtt', host: 'broker', port: 1883 }],
    ['mqtts://broker', { protocol: 'mqtts', host: 'broker', port: 8883 }],
    ['mqtt://[::1]:1999', { protocol: 'mqtt', host: '::1', port: 1999 }],
    [
      'mqtt://city:a%3Ab%40c:d@10.0.0.7:1883',
      { protocol: 'mqtt', host: '10.0.0.7', port: 1883, username: 'city', password: 'a:b@c:d' },
    ],
  ])('%s is read', (text, address) => {
    expect(brokerAddress(text)).toEqual(address);
  });

  it('is shown without user and password', () => {
    expect(shownAddress(brokerAddress('mqtts://city:secret@[::1]'))).toBe('mqtts://[::1]:8883');
  });
});
