import { setTimeout as delay } from 'node:timers/promises';
import { Load } from '../../support/load.js';
import { rssAnonMb } from '../../support/rss-anon.js';
import type { Experiment, Outcome, Stage } from '../experiment.js';
import { settledAudit } from '../messages/settled-audit.js';
import { trendOf } from './trend.js';

const DEVICES = 20;
const RATE = 200;
const SAMPLE_EVERY_MS = 10_000;
/** What may still be taken in its second half, MB a minute, apart from what DuckDB keeps of its file up to its limit. */
const MOST_TREND_MB = 1;

/** A city's ordinary load for hours: nothing lost, nothing twice, and memory that has come to rest in the second half. */
export const soak: Experiment = {
  name: 'ordinary load',
  forms: ['full'],
  async run({ platform, form }: Stage): Promise<Outcome> {
    // Readings of now, as they come.
    const readings = { base: Math.floor(Date.now() / 1_000) * 1_000, stepMs: (DEVICES * 1_000) / RATE };
    const load = await Load.start(platform, { name: 'soaked', devices: DEVICES, rate: RATE, readings });
    const own: { readonly minute: number; readonly mb: number }[] = [];
    const whole: { readonly minute: number; readonly mb: number }[] = [];
    const began = performance.now();
    try {
      for (let minute = 0; minute < form.soakMinutes; minute = (performance.now() - began) / 60_000) {
        const mb = rssAnonMb(platform.pid);
        whole.push({ minute, mb });
        own.push({ minute, mb: mb - (await platform.metric('nhippho_duckdb_memory_bytes')) / 2 ** 20 });
        await delay(SAMPLE_EVERY_MS);
      }
      await load.finish();
    } finally {
      load.abandon();
    }
    const found = await settledAudit(platform.rest, load.log, readings);
    const { sent, acknowledged, stored, lost, twice, repeats, findings } = found;
    const trend = trendOf(own.slice(own.length >> 1));
    process.stdout.write(
      `${form.soakMinutes} minutes: RssAnon ${whole[0]?.mb} to ${whole.at(-1)?.mb} MB, trend of the second half ` +
        `${trendOf(whole.slice(whole.length >> 1)).toFixed(2)} MB a minute, without DuckDB's ${trend.toFixed(2)}\n`,
    );
    const grows = trend > MOST_TREND_MB;
    return {
      scale: `${form.soakMinutes} minutes`,
      sent,
      acknowledged,
      stored,
      lost,
      duplicates: repeats,
      wrong: twice,
      findings: grows ? [...findings, `memory grows by ${trend.toFixed(2)} MB a minute`] : findings,
    };
  },
};
