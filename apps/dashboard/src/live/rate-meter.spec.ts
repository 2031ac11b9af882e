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
    expect(meter.perSecond(13_000, 2)).toBe(4.5);
  });

  it('knows nothing of the time before it began', () => {
    const meter = new RateMeter();
    expect(meter.perSecond(9000)).toBeNull();
    meter.add(6, 10_000);
    meter.add(0, 11_000);

    expect(meter.samples(12_000).filter((count) => count !== null)).toEqual([6, 0]);
    expect(meter.perSecond(12_000)).toBe(3);
  });

  it('forgets what is older than it shows', () => {
    const meter = new RateMeter();
    meter.add(5, 0);
    meter.add(1, 1_000_000);

    expect(meter.samples(1_001_000).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(1);
  });
});
