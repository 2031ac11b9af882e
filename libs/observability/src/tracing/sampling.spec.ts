import { describe, expect, it } from '@jest/globals';
import { Sampling, TRACED_PER_SECOND } from './sampling.js';

const SAMPLED = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const UNSAMPLED = SAMPLED.replace(/01$/, '00');

function aSampling(ratio: number, draws: readonly number[] = [0.5]) {
  const time = { ms: 0 };
  let drawn = 0;
  const random = (): number => draws[drawn++ % draws.length]!;
  return { time, sampling: new Sampling({ ratio, now: () => time.ms, random }) };
}

describe('sampling', () => {
  it('draws the share of messages it is told', () => {
    const { sampling } = aSampling(0.25, [0.1, 0.3, 0.6, 0.9]);

    expect([1, 2, 3, 4].map(() => sampling.decide(undefined))).toEqual(['new', null, null, null]);
  });

  it('traces nothing at 0 and everything at 1', () => {
    expect(aSampling(0, [0]).sampling.decide(undefined)).toBeNull();
    expect(aSampling(1, [0.999]).sampling.decide(undefined)).toBe('new');
  });

  it("follows a sender's sampled trace whatever the share", () => {
    expect(aSampling(0).sampling.decide(SAMPLED)).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
    });
  });

  it("draws for a sender's trace that isn't sampled, and goes on with its id", () => {
    expect(aSampling(0).sampling.decide(UNSAMPLED)).toBeNull();
    expect(aSampling(1).sampling.decide(UNSAMPLED)).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
  });

  it.each([
    'nonsense',
    `${SAMPLED}-more`,
    SAMPLED.replace(/^00/, 'ff'),
    SAMPLED.replace('0af7651916cd43dd8448eb211c80319c', '0'.repeat(32)),
    SAMPLED.replace('b7ad6b7169203331', '0'.repeat(16)),
    SAMPLED.toUpperCase(),
  ])('takes %s for no traceparent', (given) => {
    expect(aSampling(0).sampling.decide(given)).toBeNull();
    expect(aSampling(1).sampling.decide(given)).toBe('new');
  });

  it('has a limit a second, and another for senders that ask', () => {
    const { time, sampling } = aSampling(1);
    const count = (given?: string): number =>
      Array.from({ length: 1_000 }, () => sampling.decide(given)).filter((one) => one !== null).length;

    expect([count(), count(SAMPLED)]).toEqual([TRACED_PER_SECOND, TRACED_PER_SECOND]);
    time.ms = 1_000;
    expect(count()).toBe(TRACED_PER_SECOND);
  });
});
