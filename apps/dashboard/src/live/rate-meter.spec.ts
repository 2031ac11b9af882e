import { describe, expect, it } from '@jest/globals';
import { RateMeter, SECONDS } from './rate-meter.js';

describe('the pulse', () => {
  it('counts by the second and leaves the running second out', () => {
    const meter = new RateMeter();
    meter.add(5, 10_100);
    meter.add(7, 10_900);
    meter.add(9, 11_000);

    const samples = meter.samples(11_500);

    expect(samples).toHaveLength(SECONDS);
    expect(samples.at(-1)).toBe(12);
    expect(meter.perSecond(11_500, 2)).toBe(6);
  });

  it('forgets what is older than it shows', () => {
    const meter = new RateMeter();
    meter.add(5, 0);
    meter.add(1, 1_000_000);

    expect(meter.samples(1_001_000).reduce((sum, count) => sum + count, 0)).toBe(1);
  });
});
