import { describe, expect, it } from '@jest/globals';
import { pauseMs } from './pause.js';
import { newSecret, signatureHeaders } from './sign.js';

describe('the signature of a webhook', () => {
  it('is that of Standard Webhooks (its own example)', () => {
    const headers = signatureHeaders(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330_000,
      '{"test": 2432232314}',
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );

    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is one for each secret that is good', () => {
    const [a, b] = [newSecret(), newSecret()];

    const both = signatureHeaders('id', 0, '{}', [a, b])['webhook-signature'].split(' ');

    expect(both).toEqual([a, b].map((one) => signatureHeaders('id', 0, '{}', [one])['webhook-signature']));
    expect(Buffer.from(a.slice(6), 'base64')).toHaveLength(32);
  });
});

describe('the pause after a failed attempt', () => {
  it('doubles from ten seconds to an hour, spread by a quarter, or is what the receiver asks for', () => {
    expect([1, 2, 3, 9, 10, 40].map((attempts) => pauseMs(attempts, 0.5, null) / 1_000)).toEqual([
      10, 20, 40, 2_560, 3_600, 3_600,
    ]);
    expect([pauseMs(1, 0, null), pauseMs(1, 0.999_999, null)]).toEqual([7_500, 12_500]);
    expect([pauseMs(1, 0.5, 60_000), pauseMs(1, 0.5, 1e12)]).toEqual([60_000, 6 * 3_600_000]);
  });
});
