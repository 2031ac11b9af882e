import { readingOf } from './readings.mjs';
import type { Rest, SeriesPoint } from './rest.js';
import { type SentLog, size } from './sent-log.js';

/** How the publisher made its readings. */
export interface Readings {
  /** Epoch ms of the first. */
  readonly base: number;
  /** Between two of a device, ms. */
  readonly stepMs: number;
}

/** What became of the readings of a publisher's log, as the public interface tells it. */
export interface Audit {
  /** Distinct readings that were sent, and acknowledged. */
  readonly sent: number;
  readonly acknowledged: number;
  /** Points there are. */
  readonly stored: number;
  /** Acknowledged readings whose point is missing or another. */
  readonly lost: number;
  /** Readings that the ledger or a window counts beyond the points there are. */
  readonly twice: number;
  /** Repeats that the ledger recognised. */
  readonly repeats: number;
  /** One line for everything that is not as it must be; none means all is well. */
  readonly findings: readonly string[];
}

type Tally = { -readonly [K in keyof Audit]: Audit[K] extends number ? number : string[] };

const WINDOW_MS = 300_000;
const MARGIN_MS = 3_600_000;
/** The ledger goes by the hour of arrival, whatever times the readings are of: a soak runs for hours. */
const LONGEST_RUN_MS = 24 * 3_600_000;

/**
 * Looks through the public interface alone for readings that were acknowledged and are not stored, readings counted
 * twice in a window or in the ledger, and a ledger that doesn't add up.
 */
export async function audit(rest: Rest, log: SentLog, { base, stepMs }: Readings): Promise<Audit> {
  const tally: Tally = {
    sent: size(log.sent),
    acknowledged: size(log.acknowledged),
    stored: 0,
    lost: 0,
    twice: 0,
    repeats: 0,
    findings: [],
  };
  const span = { from: new Date(base - MARGIN_MS).toISOString(), to: spanEnd(log, base, stepMs) };
  let received = 0;
  for (const [device, sent] of log.sent) {
    const points = await pointsOf(rest, device, span);
    tally.stored += points.size;
    for (const seq of log.acknowledged.get(device) ?? []) {
      const { ts, period, n } = readingOf(base, seq, stepMs);
      if (points.get(Date.parse(ts) - period * 1000) === n.motorcycle) continue;
      tally.lost++;
      tally.findings.push(`${device} ${seq} was acknowledged and is not stored`);
    }
    if (points.size > sent.size)
      tally.findings.push(`${device}: ${points.size} points stored, ${sent.size} readings sent`);
    await compareWindows(rest, device, points, span, tally);
    received += await compareLedger(rest, device, points.size, sent.size, tally);
  }
  if (received < tally.acknowledged)
    tally.findings.push(`ledger received ${received} of ${tally.acknowledged} acknowledged`);
  if (received > log.sendings) tally.findings.push(`ledger received ${received} of ${log.sendings} sendings`);
  return tally;
}

/** The findings of an audit of readings that are a second apart. */
export async function findLosses(rest: Rest, log: SentLog, base: number): Promise<readonly string[]> {
  return (await audit(rest, log, { base, stepMs: 1000 })).findings;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

function spanEnd(log: SentLog, base: number, stepMs: number): string {
  let last = 0;
  for (const sent of log.sent.values()) for (const seq of sent) last = Math.max(last, seq);
  return new Date(base + last * stepMs + MARGIN_MS).toISOString();
}

/** Stored points by the start of their interval, epoch ms. */
async function pointsOf(rest: Rest, device: string, span: Span): Promise<Map<number, number | null>> {
  const points = await rest.all<SeriesPoint>('/api/v1/series', {
    measure: 'traffic.n.motorcycle',
    device,
    bucket: 'raw',
    limit: 10_000,
    ...span,
  });
  return new Map(points.map((point) => [Date.parse(point.t), point.value]));
}

/** Windows must hold exactly what the stored points sum to. */
async function compareWindows(
  rest: Rest,
  device: string,
  points: ReadonlyMap<number, number | null>,
  span: Span,
  tally: Tally,
): Promise<void> {
  const expected = new Map<number, number>();
  for (const [time, value] of points) {
    const window = Math.floor(time / WINDOW_MS) * WINDOW_MS;
    expected.set(window, (expected.get(window) ?? 0) + (value ?? 0));
  }
  const windows = await rest.all<SeriesPoint>('/api/v1/series', {
    measure: 'traffic.n.motorcycle',
    device,
    bucket: '5min',
    agg: 'sum',
    ...span,
  });
  const found = new Map(windows.map((window) => [Date.parse(window.t), window.value]));
  for (const window of new Set([...expected.keys(), ...found.keys()])) {
    const [is, should] = [found.get(window) ?? undefined, expected.get(window)];
    if (is === should) continue;
    if ((is ?? 0) > (should ?? 0)) tally.twice++;
    tally.findings.push(`${device} window ${new Date(window).toISOString()}: ${is} instead of ${should}`);
  }
}

/** received = the sum of its parts, and what it calls stored are the points there are. Returns what was received. */
async function compareLedger(
  rest: Rest,
  device: string,
  points: number,
  sent: number,
  tally: Tally,
): Promise<number> {
  const items = await rest.ledger(device, Date.now() - LONGEST_RUN_MS, Date.now() + MARGIN_MS);
  let [received, stored] = [0, 0];
  for (const item of items) {
    const rejected = Object.values(item.rejected).reduce((sum, n) => sum + n, 0);
    const parts = item.stored + item.corrected + item.duplicate + rejected + item.inFlight;
    if (parts !== item.received)
      tally.findings.push(`${device} ${item.hour}: ${parts} parts of ${item.received} received`);
    if (item.corrected + rejected > 0)
      tally.findings.push(`${device} ${item.hour}: corrected or rejected readings`);
    received += item.received;
    stored += item.stored;
    tally.repeats += item.duplicate;
  }
  const most = Math.min(points, sent);
  tally.twice += Math.max(0, stored - most);
  if (stored !== most)
    tally.findings.push(`${device}: ledger has ${stored} stored, ${points} points of ${sent} sent`);
  return received;
}
