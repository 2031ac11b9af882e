import { readingOf } from './readings.mjs';
import type { Rest, SeriesPoint } from './rest.js';
import { type SentLog, size } from './sent-log.js';

/**
 * Looks through the public interface alone for readings that were acknowledged and are not stored, readings counted
 * twice in a window, and a ledger that doesn't add up. Gives one line a finding; none means all is well.
 */
export async function findLosses(rest: Rest, log: SentLog, base: number): Promise<string[]> {
  const findings: string[] = [];
  const from = new Date(base - 3_600_000).toISOString();
  const to = new Date(Date.now() + 3_600_000).toISOString();
  for (const [device, sent] of log.sent) {
    const points = await rest.all<SeriesPoint>('/api/v1/series', {
      measure: 'traffic.n.motorcycle',
      device,
      bucket: 'raw',
      from,
      to,
      limit: 10_000,
    });
    const stored = new Map(points.map((point) => [Date.parse(point.t), point.value]));
    for (const seq of log.acknowledged.get(device) ?? []) {
      const reading = readingOf(base, seq);
      const value = stored.get(Date.parse(reading.ts) - 1000);
      if (value !== reading.n.motorcycle)
        findings.push(`${device} ${seq} was acknowledged and is not stored`);
    }
    if (stored.size > sent.size)
      findings.push(`${device}: ${stored.size} points stored, ${sent.size} readings sent`);
    findings.push(...(await wrongWindows(rest, device, stored, from, to)));
  }
  findings.push(...(await wrongLedger(rest, log)));
  return findings;
}

/** Windows must hold exactly what the stored points sum to. */
async function wrongWindows(
  rest: Rest,
  device: string,
  stored: ReadonlyMap<number, number | null>,
  from: string,
  to: string,
): Promise<string[]> {
  const expected = new Map<number, number>();
  for (const [time, value] of stored) {
    const window = Math.floor(time / 300_000) * 300_000;
    expected.set(window, (expected.get(window) ?? 0) + (value ?? 0));
  }
  const windows = await rest.all<SeriesPoint>('/api/v1/series', {
    measure: 'traffic.n.motorcycle',
    device,
    bucket: '5min',
    agg: 'sum',
    from,
    to,
  });
  const found = new Map(windows.filter((w) => w.value !== null).map((w) => [Date.parse(w.t), w.value]));
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((window) => expected.get(window) !== found.get(window))
    .map(
      (window) =>
        `${device} window ${new Date(window).toISOString()}: ${found.get(window)} instead of ${expected.get(window)}`,
    );
}

/** received = the sum of its parts, between what was acknowledged and what was sent, repeats included. */
async function wrongLedger(rest: Rest, log: SentLog): Promise<string[]> {
  const findings: string[] = [];
  let received = 0;
  for (const [device, sent] of log.sent) {
    const items = await rest.ledger(device, Date.now() - 7_200_000, Date.now() + 3_600_000);
    let stored = 0;
    for (const item of items) {
      const rejected = Object.values(item.rejected).reduce((sum, n) => sum + n, 0);
      const parts = item.stored + item.corrected + item.duplicate + rejected + item.inFlight;
      if (parts !== item.received)
        findings.push(`${device} ${item.hour}: ${parts} parts of ${item.received} received`);
      if (item.corrected + rejected > 0)
        findings.push(`${device} ${item.hour}: corrected or rejected readings`);
      received += item.received;
      stored += item.stored;
    }
    if (stored > sent.size) findings.push(`${device}: ledger has ${stored} stored of ${sent.size} sent`);
    if (stored < (log.acknowledged.get(device)?.size ?? 0))
      findings.push(`${device}: ledger has ${stored} stored only`);
  }
  const acknowledged = size(log.acknowledged);
  if (received < acknowledged) findings.push(`ledger received ${received} of ${acknowledged} acknowledged`);
  if (received > log.sendings) findings.push(`ledger received ${received} of ${log.sendings} sendings`);
  return findings;
}
