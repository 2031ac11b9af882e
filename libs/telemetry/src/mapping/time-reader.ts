import { parseTime } from '../native/parse-time.js';

/** Reads a stamp to epoch ms; NaN where it is none. */
export type TimeReader = (value: unknown) => number;

/** The year 2000 and 2100 in seconds: a stamp outside them was written in another unit. */
const EPOCH_S = [946_684_800, 4_102_444_800] as const;
const DIGITS = /^\d{1,16}(\.\d{1,9})?$/;
const OFFSET = /^(?:Z|[+-]\d\d:\d\d)$/;
const TOKENS = { YYYY: 4, MM: 2, DD: 2, HH: 2, mm: 2, ss: 2, SSS: 3 } as const;
const TOKEN = /YYYY|MM|DD|HH|mm|ss|SSS/g;

/**
 * A reader of `rfc3339`, `epoch-s`, `epoch-ms`, or of a pattern of YYYY MM DD HH mm ss SSS, whose stamps are local times
 * of `zone` (`+07:00`). A string says what is wrong with the format.
 */
export function timeReader(format: string, zone: string | undefined): TimeReader | string {
  if (format === 'rfc3339') return zone === undefined ? readRfc3339 : 'zone: an RFC 3339 time names its own';
  if (format === 'epoch-s' || format === 'epoch-ms') {
    if (zone !== undefined) return 'zone: an epoch has none';
    const scale = format === 'epoch-s' ? 1000 : 1;
    return (value) => readEpoch(value, scale);
  }
  if (zone === undefined || !OFFSET.test(zone)) return 'zone: a local time needs its offset, such as +07:00';
  return patternReader(format, zone);
}

function readRfc3339(value: unknown): number {
  return typeof value === 'string' ? parseTime(value) : NaN;
}

function readEpoch(value: unknown, scale: number): number {
  const epoch = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  if (typeof epoch !== 'number') return NaN;
  const ms = Math.round(epoch * scale);
  return ms >= EPOCH_S[0] * 1000 && ms < EPOCH_S[1] * 1000 ? ms : NaN;
}

function patternReader(format: string, zone: string): TimeReader | string {
  const order: readonly string[] = format.match(TOKEN) ?? [];
  const missing = ['YYYY', 'MM', 'DD', 'HH', 'mm'].find((token) => !order.includes(token));
  if (missing !== undefined)
    return `format: rfc3339, epoch-s, epoch-ms or a pattern; this one has no ${missing}`;
  if (new Set(order).size < order.length) return 'format: each part once';
  if (format.length > 40) return 'format: at most 40 characters';
  // Only what is no token is left, and that stands for itself.
  const source = format
    .replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replaceAll(TOKEN, (token) => `(?<${token}>\\d{${TOKENS[token as keyof typeof TOKENS]}})`);
  const pattern = new RegExp(`^${source}$`, 'u');
  return (value) => {
    const parts = typeof value === 'string' && value.length <= 60 ? pattern.exec(value)?.groups : undefined;
    if (parts === undefined) return NaN;
    const { YYYY, MM, DD, HH, mm, ss = '00', SSS = '000' } = parts;
    return parseTime(`${YYYY}-${MM}-${DD}T${HH}:${mm}:${ss}.${SSS}${zone}`);
  };
}
