import { TOPICS } from '@app/contracts';
import type { CyclePorts } from '../cycle/cycle-ports.js';
import type { TakeIn } from '../cycle/take-in.js';
import { Vetoes } from '../cycle/vetoes.js';
import type { FinalCheck } from '../finality/final-check.js';
import type { DeviceStates } from '../series/device-states.js';

const LIMITS = { maxRecords: 20_000, maxBytes: 16_777_216 };

/**
 * Applies records once more that were committed before, without counting anything: puts the newest value back where an
 * older one was laid over it, and compares every window that they bear on with the stored points. Where the stretch
 * takes several reads a value that was corrected in a later one shows its older self in between.
 * A reading that the rate of change or the store had refused is offered again: the store refuses it again; the
 * catalogue limits no rate.
 */
export class Redo {
  constructor(
    private readonly ports: CyclePorts,
    private readonly states: DeviceStates,
    private readonly takeIn: TakeIn,
    private readonly finality: FinalCheck,
  ) {}

  /** Resolves when points, windows and ❸ are durable for all records of [from, to). */
  async run(partition: number, from: number, to: number): Promise<void> {
    const { log, events } = this.ports;
    let count = 0;
    for (let at = from; at < to;) {
      const batch = await log.read(TOPICS.raw, partition, at, LIMITS);
      if (batch.next <= at)
        throw new Error(`reading ${TOPICS.raw}/${partition} up to ${to}: it ends at ${at}`);
      const records = batch.records.filter(({ offset }) => offset < to);
      // What memory holds may be what the store held before it was overwritten.
      this.states.clear();
      const { cycle, windows, spans } = await this.takeIn.run(records, Infinity, new Vetoes([]));
      const rows = [...cycle.columns.values()].filter((c) => c.size > 0).map((c) => c.rows());
      if (rows.length > 0) await this.ports.series.write(rows);
      await this.finality.compare(windows);
      const changed = windows.records(this.ports.clock.now());
      if (changed.length > 0) await log.append(TOPICS.windows, changed);
      spans?.end();
      count += records.length;
      at = batch.next;
    }
    this.states.clear();
    events.redone(partition, count);
  }
}
