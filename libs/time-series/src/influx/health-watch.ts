import { failureOf, type InfluxFailure } from './influx-errors.js';
import type { InfluxEvents } from './influx-events.js';

const PROBE_MS = 1000;

export type Kind = 'write' | 'read';

interface Ailment {
  readonly words: string;
  /** A probe that answers shows that it is over; else only a success of the same kind does. */
  readonly endsWithContact: boolean;
}

/** Whether the server does what it is asked: red from a failure of one kind to the next success of that kind. */
export class HealthWatch {
  private readonly ailments = new Map<Kind, Ailment>();
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;

  /** @param probe asks the server something small; throws while it is not well */
  constructor(
    private readonly probe: () => Promise<void>,
    private readonly events: InfluxEvents,
  ) {}

  /** What is wrong, in words; null = nothing. */
  get trouble(): string | null {
    for (const { words } of this.ailments.values()) return words;
    return null;
  }

  succeeded(kind: Kind): void {
    if (!this.ailments.delete(kind) || this.ailments.size > 0) return;
    this.events.recovered();
  }

  /** Looks, from now on, every second whether the server answers again. */
  failed(kind: Kind, { message, trouble }: InfluxFailure): void {
    const words = `InfluxDB: ${message}`;
    const isNews = this.ailments.get(kind)?.words !== words;
    this.ailments.set(kind, { words, endsWithContact: trouble !== 'denied' && trouble !== 'protocol' });
    if (isNews) this.events.failing(words);
    if (this.isStopped || this.timer !== null) return;
    this.timer = setTimeout(() => void this.look(), PROBE_MS).unref();
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async look(): Promise<void> {
    try {
      await this.probe();
      this.timer = null;
      for (const [kind, { endsWithContact }] of this.ailments) if (endsWithContact) this.succeeded(kind);
    } catch (error) {
      this.timer = null;
      this.failed('read', failureOf(error));
    }
  }
}
