import { type SpanContext, TraceFlags } from '@opentelemetry/api';
import { PerSecond } from './per-second.js';
import { parseTraceparent } from './traceparent.js';

/** Messages a second that a process traces of its own choice, and as many that senders asked for. */
export const TRACED_PER_SECOND = 100;

/** What decides on messages, with time (ms, any start) and randomness (0..1) as a caller gives them. */
export interface SamplingOptions {
  readonly ratio: number;
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * Decides for each message that comes in whether it is traced. Both ways have a limit a second of their own, so that
 * neither a high ratio nor a sender that asks for every message can make tracing a load.
 */
export class Sampling {
  private readonly own: PerSecond;
  private readonly asked: PerSecond;

  constructor(private readonly options: SamplingOptions) {
    this.own = new PerSecond(TRACED_PER_SECOND, options.now);
    this.asked = new PerSecond(TRACED_PER_SECOND, options.now);
  }

  /**
   * @param given the traceparent that came with the message
   * @returns null: not traced; else the span to continue, or `new` for a trace that begins here
   */
  decide(given: string | undefined): SpanContext | 'new' | null {
    if (given === undefined) return this.isDrawn() ? 'new' : null;
    const parent = parseTraceparent(given);
    const isSampled = parent !== null && (parent.traceFlags & TraceFlags.SAMPLED) !== 0;
    if (isSampled ? this.asked.take() : this.isDrawn()) return parent ?? 'new';
    return null;
  }

  private isDrawn(): boolean {
    const { ratio, random } = this.options;
    return random() < ratio && this.own.take();
  }
}
