import { TimeSeriesError } from '../time-series.port.js';
import type { Statements } from './statements.js';

/** Lends reading connections, one query each at a time; who comes when all are out waits in order. */
export class ReaderPool {
  readonly #idle: Statements[];
  readonly #waiting: { readonly give: (reader: Statements) => void; readonly refuse: (e: Error) => void }[] =
    [];
  #paused: Promise<void> | null = null;
  #resume: () => void = () => undefined;
  #drained: (() => void) | null = null;
  #closed = false;

  constructor(private readonly all: readonly Statements[]) {
    this.#idle = [...all];
  }

  /** Queries under way and waiting, and how many may be under way at once. */
  get load(): { readonly running: number; readonly waiting: number; readonly limit: number } {
    const limit = this.all.length;
    return { running: limit - this.#idle.length, waiting: this.#waiting.length, limit };
  }

  async use<T>(query: (reader: Statements) => Promise<T>): Promise<T> {
    while (this.#paused) await this.#paused;
    const reader = await this.#take();
    try {
      return await query(reader);
    } finally {
      this.#giveBack(reader);
    }
  }

  /** Holds new queries back and resolves when none runs; `resume` lets them go on. */
  async pause(): Promise<void> {
    this.#paused ??= new Promise((resolve) => (this.#resume = resolve));
    if (!this.#isIdle()) await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  resume(): void {
    this.#paused = null;
    this.#resume();
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const reader = this.#idle.pop();
      if (!reader) return void this.#waiting.unshift(next);
      next.give(reader);
    }
  }

  /** Waits for the running queries, refuses the waiting ones, and closes the connections. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { refuse } of this.#waiting.splice(0)) refuse(closing());
    await this.pause();
    this.resume();
    for (const reader of this.all) reader.connection.closeSync();
  }

  #take(): Promise<Statements> {
    if (this.#closed) return Promise.reject(closing());
    const reader = this.#idle.pop();
    if (reader) return Promise.resolve(reader);
    return new Promise((give, refuse) => this.#waiting.push({ give, refuse }));
  }

  #giveBack(reader: Statements): void {
    const next = this.#paused && !this.#closed ? undefined : this.#waiting.shift();
    if (next) return next.give(reader);
    this.#idle.push(reader);
    if (this.#isIdle()) this.#drained?.();
  }

  #isIdle(): boolean {
    return this.#idle.length === this.all.length;
  }
}

function closing(): TimeSeriesError {
  return new TimeSeriesError('TIMESERIES_UNAVAILABLE', 'reading: the database is being closed', true);
}
