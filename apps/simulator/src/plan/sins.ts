import { DAY_MS } from '../model/local-time.js';
import { hashText, hashUnit } from '../model/random.js';

/** What a message may suffer, each with its share of all messages (0–1) or its size. */
export interface SinOptions {
  /** Share of messages that are never sent. */
  readonly loss: number;
  /** Share of messages that are sent twice. */
  readonly duplicates: number;
  /** Share of messages that are sent late, and by how much. */
  readonly late: { readonly share: number; readonly seconds: number } | null;
  /** Greatest error of a device's clock in seconds; each device has its own within ±. */
  readonly skewSeconds: number;
  /** Relative drift of speeds and concentrations a day since the simulation's begin. */
  readonly driftPerDay: number;
  /** Share of messages whose bytes are spoilt. */
  readonly corrupt: number;
}

export const NO_SINS: SinOptions = {
  loss: 0,
  duplicates: 0,
  late: null,
  skewSeconds: 0,
  driftPerDay: 0,
  corrupt: 0,
};

/** What happens to one message. A lost or corrupt one is nothing else besides. */
export interface Fate {
  readonly lost: boolean;
  readonly corrupt: boolean;
  readonly duplicate: boolean;
  readonly lateMs: number;
  readonly skewMs: number;
  /** Factor on drifting measures. */
  readonly drift: number;
}

/** Deals out sins by chance of (seed, device, start), so that a repeat commits the same ones. */
export class Sins {
  constructor(
    private readonly options: SinOptions,
    private readonly seed: number,
    private readonly since: number,
  ) {}

  fate(device: string, start: number): Fate {
    const { loss, corrupt, duplicates, late, skewSeconds, driftPerDay } = this.options;
    const base = hashText(`${this.seed}/sins/${device}`);
    const draw = (salt: number): number => hashUnit(base ^ salt, start);
    const lost = draw(0x10) < loss;
    const spoilt = !lost && draw(0x20) < corrupt;
    const sent = !lost && !spoilt;
    return {
      lost,
      corrupt: spoilt,
      duplicate: sent && draw(0x30) < duplicates,
      lateMs: sent && late !== null && draw(0x40) < late.share ? late.seconds * 1000 : 0,
      skewMs: Math.round((2 * hashUnit(base, -1) - 1) * skewSeconds * 1000),
      drift: 1 + (driftPerDay * Math.max(0, start - this.since)) / DAY_MS,
    };
  }
}
