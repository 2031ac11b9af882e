import type { StoredRecord } from '@app/event-log';
import { beginning } from '@app/observability';
import type { InventorySnapshot } from '@app/registry';
import { ContextReader } from '../late/context-reader.js';
import { LatePass } from '../late/late-pass.js';
import type { DeviceStates } from '../series/device-states.js';
import { ChangedWindows } from '../windows/changed-windows.js';
import { Cycle } from './cycle.js';
import type { CyclePorts, ProcessorOptions } from './cycle-ports.js';
import { CycleSpans } from './cycle-spans.js';
import { Intake } from './intake.js';
import { Slicer } from './slicer.js';
import type { Vetoes } from './vetoes.js';

/** A cycle that is decided: nothing of it is written yet. */
export interface Decided {
  readonly cycle: Cycle;
  readonly windows: ChangedWindows;
  /** Records that it takes; the rest of the batch is left for the next cycle. */
  readonly taken: number;
  readonly recomputed: number;
  /** Null: none of the readings is traced. */
  readonly spans: CycleSpans | null;
}

/** Decodes a cycle's records and decides what each reading is, in memory and with reads only. */
export class TakeIn {
  private readonly reader: ContextReader;

  constructor(
    private readonly ports: CyclePorts,
    private readonly options: ProcessorOptions,
    private readonly states: DeviceStates,
  ) {
    this.reader = new ContextReader(ports.series);
  }

  /**
   * @param limit readings after which no further message is taken (ignored by a repeat, whose range is fixed)
   * @param repeated decisions of the run that this one repeats, else null
   */
  async run(records: readonly StoredRecord[], limit: number, repeated: Vetoes | null): Promise<Decided> {
    const { ports, options, states } = this;
    const began = beginning();
    const cycle = new Cycle(repeated);
    const slicer = new Slicer();
    const snapshot = await this.snapshotFor(records);
    const context = { views: ports.views, states, snapshot, rawRetentionMs: options.rawRetentionMs };
    const intake = new Intake(cycle, context);
    const started = performance.now();
    let taken = 0;
    for (const record of records) {
      intake.take(record);
      taken++;
      if (!slicer.isDue) {
        if (!cycle.isRepeat && cycle.received >= limit) break;
        continue;
      }
      if (!cycle.isRepeat && (cycle.received >= limit || performance.now() - started > options.maxIntakeMs))
        break;
      await slicer.pause();
    }
    const windows = new ChangedWindows();
    const late = new LatePass(cycle, this.reader, windows, slicer);
    // A message can't be taken in part: what one alone needs is read whatever it is, or its partition would stand still.
    await late.run(ports.clock.now(), !cycle.isRepeat && taken > 1);
    const { tracer } = ports.events;
    const spans = tracer.isOn ? CycleSpans.of(tracer, records.slice(0, taken), cycle, began) : null;
    return { cycle, windows, taken, recomputed: late.recomputed, spans };
  }

  /**
   * The inventory; looked up anew where a record's device is not in it. Whoever took the record knew the device, so this
   * is asked in every cycle that meets one: an answer of a moment ago may be from before its registration.
   */
  private async snapshotFor(records: readonly StoredRecord[]): Promise<InventorySnapshot> {
    const { inventory } = this.ports;
    const snapshot = inventory.current();
    // What was refused is counted under whoever sent it, which may be a gateway: it needs no device.
    const isUnknown = ({ headers }: StoredRecord): boolean =>
      headers['refused'] === undefined && !snapshot.devices.has(headers['device'] ?? '');
    return records.some(isUnknown) ? inventory.refresh() : snapshot;
  }
}
