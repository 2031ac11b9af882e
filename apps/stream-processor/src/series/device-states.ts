import { WindowLayout } from '@app/windows';
import type { FamilyLayout } from '@app/telemetry';
import type { KnownDevice } from '../inventory/device-views.js';
import { Series } from './series.js';

/** What the processor remembers of one device between cycles. */
export class DeviceState {
  readonly series = new Map<string, Series>();
  readonly speedSlot: number;
  /** Slots whose change a minute is limited. */
  readonly rateSlots: readonly number[];
  /** Arrival of its newest message, epoch ms. */
  seen = 0;

  constructor(
    readonly known: KnownDevice,
    readonly windowLayout: WindowLayout,
  ) {
    this.speedSlot = known.layout.index.get('speed') ?? -1;
    this.rateSlots = known.layout.measures.flatMap((m, slot) => (m.maxRatePerMinute === null ? [] : [slot]));
  }

  lane(lane: string): Series {
    let series = this.series.get(lane);
    if (series === undefined) {
      series = new Series(this, lane);
      this.series.set(lane, series);
    }
    return series;
  }
}

/** Window layouts by family, made once. */
export class WindowLayouts {
  private readonly layouts = new Map<FamilyLayout, WindowLayout>();

  of(layout: FamilyLayout): WindowLayout {
    let windows = this.layouts.get(layout);
    if (windows === undefined) {
      windows = new WindowLayout(layout);
      this.layouts.set(layout, windows);
    }
    return windows;
  }
}

/** The devices of one partition. Dropped whole when the partition, or trust in memory, is lost. */
export class DeviceStates {
  private devices = new Map<string, DeviceState>();

  constructor(private readonly layouts: WindowLayouts) {}

  /** The state of a device; begun anew when its registration changed. */
  of(known: KnownDevice): DeviceState {
    const state = this.devices.get(known.view.id);
    if (state !== undefined && state.known === known) return state;
    const fresh = new DeviceState(known, this.layouts.of(known.layout));
    this.devices.set(known.view.id, fresh);
    return fresh;
  }

  clear(): void {
    this.devices = new Map();
  }

  /** Forgets devices whose newest message arrived before `before`; they come back with one read. */
  forgetIdle(before: number): void {
    for (const [id, state] of this.devices) if (state.seen < before) this.devices.delete(id);
  }

  get size(): number {
    return this.devices.size;
  }
}
