import { REJECT_REASONS, type RejectReason } from '@app/contracts';
import type { StoredRecord } from '@app/event-log';
import { type InventorySnapshot, quarantineAt } from '@app/registry';
import { decode, type MappingLookup, type Reading } from '@app/telemetry';
import type { DeviceViews } from '../inventory/device-views.js';
import type { DeviceStates } from '../series/device-states.js';
import { applyInOrder, applyLate } from './apply-reading.js';
import type { Cycle, Item } from './cycle.js';

/** What the intake of a cycle works with. */
export interface IntakeContext {
  readonly views: DeviceViews;
  readonly states: DeviceStates;
  readonly snapshot: InventorySnapshot;
  /** How long raw points are kept, ms: what is older at its arrival is `too_old`. */
  readonly rawRetentionMs: number;
}

/**
 * Takes the records of a cycle one by one: decodes them, counts what is refused, and applies what needs no look at
 * the store. Readings that do need one are deferred at their series.
 */
export class Intake {
  private readonly mappings: MappingLookup;

  constructor(
    private readonly cycle: Cycle,
    private readonly context: IntakeContext,
  ) {
    this.mappings = context.views.mappings(context.snapshot);
  }

  take(record: StoredRecord): void {
    const { cycle, context } = this;
    const { headers, timestamp } = record;
    const device = headers['device'] ?? '';
    const line = cycle.tally.line(device, timestamp);
    const refused = headers['refused'];
    if (refused !== undefined) {
      this.refuseWhole(record, refusedReason(refused), headers['detail'] ?? '');
      return;
    }
    const known = context.views.find(context.snapshot, device);
    if (known === undefined) {
      // The closest of the closed list: a device is a dimension of its series, and this one is not registered.
      this.refuseWhole(record, 'unknown_dimension', 'device is not registered');
      return;
    }
    const state = context.states.of(known);
    state.seen = timestamp;
    const notBefore = timestamp - context.rawRetentionMs;
    const decoded = decode(record.value, headers['contentType'], known.view, known.layout, {
      arrival: timestamp,
      notBefore,
      mappings: this.mappings,
    });
    cycle.received += decoded.count;
    line.privacyDropped += decoded.privacyDropped;
    const quarantine = quarantineAt(context.snapshot.devices.get(device), timestamp);
    const firstFaults = new Map<number, RejectReason>();
    for (const { whole, index, reason, detail } of decoded.faults) {
      if (!firstFaults.has(index)) firstFaults.set(index, reason);
      if (!whole && quarantine !== null) continue;
      cycle.refuse(record, line, { index, reason, detail }, whole);
    }
    for (const reading of decoded.readings) {
      const { index } = reading;
      if (quarantine !== null) {
        cycle.refuse(record, line, { index, reason: 'quarantined', detail: quarantine.reason }, true);
        continue;
      }
      const fault = firstFaults.get(index) ?? null;
      const series = state.lane(reading.lane);
      this.apply({ record, index, line, series, fault, outcome: null, row: -1 }, reading);
    }
  }

  private apply(item: Item, reading: Reading): void {
    const { cycle } = this;
    const { series } = item;
    cycle.touch(series);
    cycle.items.push(item);
    // Only observations of one time bear on each other's outcome, so those that wait hold up no others.
    if (reading.time < series.coversFrom) series.deferred.push({ reading, item: cycle.items.length - 1 });
    else if (series.isInOrder(reading.time)) applyInOrder(cycle, item, reading);
    else {
      cycle.lateReadings++;
      applyLate(cycle, item, reading, series.head, series.changed, false);
    }
  }

  private refuseWhole(record: StoredRecord, reason: RejectReason, detail: string): void {
    const line = this.cycle.tally.line(record.headers['device'] ?? '', record.timestamp);
    this.cycle.received++;
    this.cycle.refuse(record, line, { index: -1, reason, detail }, true);
  }
}

function refusedReason(text: string): RejectReason {
  return REJECT_REASONS.find((reason) => reason === text) ?? 'foreign_topic';
}
