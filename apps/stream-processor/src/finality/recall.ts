import { TOPICS } from '@app/contracts';
import { partitionOf } from '@app/event-log';
import { windowOf } from '@app/windows';
import type { CyclePorts } from '../cycle/cycle-ports.js';
import { DeviceStates } from '../series/device-states.js';
import type { WaitingWindows } from './waiting-windows.js';

/** How far back windows are recalled: the ones not final yet, and those that became it in a downtime of 15 minutes. */
const RECALL_MS = 1_800_000;
/** Windows may lie ahead: a reading shows its device online for a while after it. */
const AHEAD_MS = 3_600_000;
const DEVICES_PER_READ = 500;

/** Finds in the store the windows that whoever had the partition before may have left unchecked. */
export async function recall(
  ports: CyclePorts,
  partition: number,
  now: number,
  waiting: WaitingWindows,
): Promise<void> {
  const partitions = ports.log.partitions(TOPICS.raw);
  const snapshot = ports.inventory.current();
  const states = new DeviceStates(ports.layouts);
  const byFamily = new Map<string, string[]>();
  for (const { id, family } of snapshot.devices.values()) {
    const isKnown = ports.views.find(snapshot, id) !== undefined;
    if (!isKnown || partitionOf(id, partitions) !== partition) continue;
    const devices = byFamily.get(family) ?? [];
    byFamily.set(family, devices);
    devices.push(id);
  }
  for (const [measurement, devices] of byFamily) {
    for (let i = 0; i < devices.length; i += DEVICES_PER_READ) {
      const device = devices.slice(i, i + DEVICES_PER_READ);
      const range = { from: windowOf(now - RECALL_MS), to: now + AHEAD_MS, fields: ['readings'] };
      const rows = await ports.series.read({ bucket: 'windows', measurement, where: { device }, ...range });
      for (let row = 0; row < rows.length; row++) {
        const known = ports.views.find(snapshot, rows.tags['device']?.[row] ?? '');
        if (known === undefined) continue;
        const series = states.of(known).lane(rows.tags['lane']?.[row] ?? '');
        // What lies under a direction that the device has no more is nobody's to compute.
        if (series.direction === rows.tags['direction']?.[row]) waiting.add(series, rows.times[row] ?? 0);
      }
    }
  }
}
