import type { Durations, Episode, Sample } from './sample.js';

/**
 * Episodes of one rule and object that are open in [from, …): a pure function of the samples and of the episode that is
 * open at `from` (null: none), whatever order the observations came in. Samples before `from` say for how long the
 * condition has held, or been clear, by then; they open and end nothing.
 *
 * idle ─breach─▶ pending ─held for `forMs`─▶ open ─clear─▶ clearing ─clear for `clearMs`─▶ resolved. What is missing
 * interrupts pending and clearing and leaves an open alarm open; an object out of service ends it.
 */
export function episodesOf(
  samples: readonly Sample[],
  from: number,
  open: Episode | null,
  durations: Durations,
): Episode[] {
  const run = new Run(open, durations);
  for (const sample of samples) run.take(sample, sample.to > from);
  return run.episodes();
}

class Run {
  private readonly done: Episode[] = [];
  /** Start of the stretch that breaches (while idle) or is clear (while open). */
  private since: number | null = null;
  private end = -Infinity;

  constructor(
    private open: Episode | null,
    private readonly durations: Durations,
  ) {}

  take(sample: Sample, counts: boolean): void {
    const { from, to, verdict } = sample;
    // A hole between samples is time that nobody knows anything of.
    if (from > this.end) this.since = null;
    this.end = to;
    const isRunning = verdict === (this.open === null ? 'breach' : 'clear');
    this.since = isRunning ? (this.since ?? from) : null;
    if (!counts) return;
    if (this.open !== null && sample.value !== null) this.observe(sample);
    if (this.open !== null && verdict === 'gone') this.close(from);
    if (this.since === null) return;
    if (this.open === null) {
      if (to - this.since >= this.durations.forMs) this.begin(sample);
    } else if (to - this.since >= this.durations.clearMs) this.close(to);
  }

  episodes(): Episode[] {
    return this.open === null ? this.done : [...this.done, this.open];
  }

  private begin({ to, value, limit }: Sample): void {
    this.open = { openedAt: to, endedAt: null, observedAt: to, value, limit };
    this.since = null;
  }

  private observe({ to, value, limit }: Sample): void {
    if (this.open !== null) this.open = { ...this.open, observedAt: to, value, limit };
  }

  private close(at: number): void {
    if (this.open === null) return;
    this.done.push({ ...this.open, endedAt: Math.max(at, this.open.openedAt) });
    this.open = null;
    this.since = null;
  }
}
