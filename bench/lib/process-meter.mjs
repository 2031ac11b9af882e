// What a process uses, from /proc: CPU time of all its threads, and memory that is its own (RssAnon).
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** CPU seconds that the process has used, all threads, user and system. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** RssAnon in MB: without pages mapped from files, such as LMDB's. */
export function rssAnonMb(pid) {
  const kB = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kB) / 1024;
}

/** CPU and memory of a process from `start` to `stop`; memory is sampled every second. */
export class ProcessMeter {
  #samples = [];

  constructor(pid) {
    this.pid = pid;
  }

  start() {
    this.cpuAtStart = cpuSeconds(this.pid);
    this.#sample();
    this.timer = setInterval(() => this.#sample(), 1_000);
    return this;
  }

  /** CPU seconds used, and memory: start, median, end in MB and the trend of its second half in MB a minute. */
  stop() {
    clearInterval(this.timer);
    this.#sample();
    const cpu = cpuSeconds(this.pid) - this.cpuAtStart;
    return { cpuSeconds: cpu, rssAnonMb: describe(this.#samples) };
  }

  #sample() {
    this.#samples.push({ at: performance.now() / 60_000, mb: rssAnonMb(this.pid) });
  }
}

function describe(samples) {
  const sizes = samples.map(({ mb }) => mb).sort((a, b) => a - b);
  const round = (mb) => Math.round(mb * 10) / 10;
  return {
    start: round(samples[0].mb),
    median: round(sizes[sizes.length >> 1]),
    max: round(sizes.at(-1)),
    end: round(samples.at(-1).mb),
    slopePerMinute: round(slope(samples.slice(samples.length >> 1))),
  };
}

function slope(samples) {
  const mean = (of) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const at = mean((s) => s.at);
  const mb = mean((s) => s.mb);
  const spread = samples.reduce((sum, s) => sum + (s.at - at) ** 2, 0);
  return spread === 0 ? 0 : samples.reduce((sum, s) => sum + (s.at - at) * (s.mb - mb), 0) / spread;
}
