import { activeMs, graceMs, type KpiDevice } from '@app/kpi';
import type { Sample } from '../machine/sample.js';
import { SLOT_MS, slotsBetween } from '../samples/slots.js';

/**
 * When a device is silent: no reading began in the time that its own interval and `cadences` more take, counted from the end
 * of the slot of its newest one. Only phenomenon times count, not arrivals: late data shows that there was no silence.
 */
export function silentAfterMs(cadenceS: number, cadences: number): number {
  return (cadences + 1) * cadenceS * 1000;
}

/**
 * Samples of one device for the slots that end in (from, now], from the starts of the slots in which it was heard. A
 * device that was never heard of within the look-back is not silent; nobody has connected it yet.
 */
export function silenceSamples(
  device: Pick<KpiDevice, 'cadenceS' | 'active'>,
  heard: ReadonlySet<number>,
  span: { readonly from: number; readonly lookFrom: number; readonly now: number },
  cadences: number,
): Sample[] {
  const cadence = device.cadenceS * 1000;
  const after = silentAfterMs(device.cadenceS, cadences);
  const limit = (cadences * cadence) / 1000;
  let last: number | null = null;
  return slotsBetween(span.lookFrom, span.now - graceMs(cadence)).flatMap((start): Sample[] => {
    const to = start + SLOT_MS;
    const isHeard = heard.has(start);
    if (isHeard) last = to;
    if (to <= span.from) return [];
    const blank = { from: start, to, value: null, limit };
    if (activeMs(device, start, to) <= 0) return [{ ...blank, verdict: 'gone' }];
    if (isHeard) return [{ ...blank, verdict: 'clear' }];
    if (last === null || to - last < after) return [{ ...blank, verdict: 'missing' }];
    return [{ ...blank, verdict: 'breach', value: (to - last) / 1000 }];
  });
}
