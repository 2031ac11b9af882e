import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('gives the same metric for the same name', () => {
    const metrics = new Metrics();

    expect(metrics.counter('nhippho_a_total', 'A')).toBe(metrics.counter('nhippho_a_total', 'A'));
  });

  it('brings a metric up to date when it is read', async () => {
    const metrics = new Metrics();
    let n = 1;
    metrics.gauge('nhippho_depth', 'Depth', [], (gauge) => gauge.set(n));
    metrics.counter('nhippho_done_total', 'Done', [], (counter) => {
      counter.reset();
      counter.inc(n);
    });
    await metrics.text();
    n = 5;

    expect(await metrics.text()).toMatch(/^nhippho_depth 5$[^]*^nhippho_done_total 5$/m);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('down'))],
    ['never answers', () => new Promise<void>(() => undefined)],
  ])('shows the others when the source of one %s', async (_, collect: () => void | Promise<void>) => {
    const metrics = new Metrics();
    metrics.gauge('nhippho_broken', 'Broken', [], collect);
    metrics.gauge('nhippho_well', 'Well').set(7);

    const text = await metrics.text();
    const again = await metrics.text();

    expect(text).toMatch(/^nhippho_well 7$/m);
    expect(again).toMatch(/^nhippho_metrics_collect_failures_total\{metric="nhippho_broken"\} [12]$/m);
  });
});
