import type { DeviceView } from '../decoded.js';
import { show } from './collector.js';
import type { Refusal } from './read-span.js';

/** The lane tag of a reading: named by it, or the device's only one; '' for a device without lanes. */
export function readLane(lane: unknown, device: DeviceView): string | Refusal {
  const lanes = device.lanes;
  if (lane === undefined) {
    if (lanes.length === 0) return '';
    if (lanes.length === 1) return String(lanes[0]);
    return { reason: 'unknown_dimension', detail: `lane is missing: one of ${lanes.join(', ')}` };
  }
  if (typeof lane !== 'number')
    return { reason: 'wrong_type', detail: `lane = ${show(lane)}: a number is wanted` };
  if (lanes.includes(lane)) return String(lane);
  const known = lanes.length === 0 ? 'the device has no lanes' : `one of ${lanes.join(', ')}`;
  return { reason: 'unknown_dimension', detail: `lane = ${lane}: ${known}` };
}
