import type { Check } from './readiness.js';

/** Samples are this far apart at least, and kept this long, ms. */
const EVERY_MS = 5_000;
const KEEP_MS = 300_000;
/** Who does nothing for so long, with work waiting, stands still, ms. */
const STANDS_AFTER_MS = 60_000;
/** Less waiting work than this is no backlog, however it grows. */
const BACKLOG = 10_000;

/** Where work stands. */
export interface Amount {
  /** Done since ever; only grows, or begins anew. */
  readonly done: number;
  readonly waiting: number;
}

interface Sample extends Amount {
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Whether work is being done: not well while some waits and none was done for a minute, or while a backlog has only
 * grown for five.
 */
export class Progress {
  private samples: readonly Sample[] = [];

  /**
   * @param waiting what waits, in the plural, e.g. `messages wait to be processed`
   * @param sample where the work stands now
   * @param now epoch ms
   */
  constructor(
    private readonly waiting: string,
    private readonly sample: () => Amount | Promise<Amount>,
    private readonly now: () => number,
  ) {}

  /** Judges from the samples that its earlier calls took. Rejects when the sample can't be taken. */
  async check(): Promise<Check> {
    const amount = await this.sample();
    return this.judge({ ...amount, at: this.now() });
  }

  private judge(now: Sample): Check {
    const kept = this.samples.filter((sample) => sample.at >= now.at - KEEP_MS);
    const last = kept.at(-1);
    if (last === undefined || now.at - last.at >= EVERY_MS) this.samples = [...kept, now];
    const detail = `${now.waiting} ${this.waiting}`;
    // Samples of the same amount done are neighbours: it only grows.
    const since = kept.find((sample) => sample.done === now.done && sample.waiting > 0)?.at;
    if (now.waiting > 0 && since !== undefined && now.at - since >= STANDS_AFTER_MS) {
      return { ok: false, detail: `${detail}, and none was for ${Math.round((now.at - since) / 1000)} s` };
    }
    if (now.waiting > BACKLOG && grewThroughout([...kept, now])) {
      return { ok: false, detail: `${detail}, and they have become more for five minutes` };
    }
    return { ok: true, detail };
  }
}

function grewThroughout(samples: readonly Sample[]): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < KEEP_MS * 0.9) return false;
  return samples.every((sample, i) => i === 0 || sample.waiting > (samples[i - 1]?.waiting ?? 0));
}
