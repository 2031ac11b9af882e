/** A silence as asked for: from and to are milliseconds after the start. */
export interface SilenceOption {
  readonly target: string;
  readonly afterMs: number;
  readonly lengthMs: number;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** A number of at least `min`. */
export function parseNumber(name: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < min) {
    throw new Error(`${name} ${text}: a number of at least ${min} is wanted`);
  }
  return value;
}

/** A share from 0 to 1. */
export function parseShare(name: string, text: string): number {
  const value = parseNumber(name, text, 0);
  if (value > 1) throw new Error(`${name} ${text}: a share from 0 to 1 is wanted`);
  return value;
}

/** `0.01:600`: a share and seconds. */
export function parseLate(text: string): { share: number; seconds: number } {
  const [share = '', seconds = ''] = text.split(':');
  return { share: parseShare('--late', share), seconds: parseNumber('--late', seconds, 0) };
}

/** `718@+60s` or `718@+60s/5m`: a target, when after the start, and for how long (default: for good). */
export function parseSilence(text: string): SilenceOption {
  const match = /^([^@]+)@\+([\d.]+)([smh])(?:\/([\d.]+)([smh]))?$/.exec(text);
  if (match === null) throw new Error(`--silence ${text}: written NAME@+60s or NAME@+60s/5m`);
  const [, target = '', after = '', afterUnit = 's', length, lengthUnit = 's'] = match;
  return {
    target,
    afterMs: Number(after) * (UNITS[afterUnit] ?? 0),
    lengthMs: length === undefined ? Infinity : Number(length) * (UNITS[lengthUnit] ?? 0),
  };
}

/** An RFC 3339 time with its offset. */
export function parseTime(name: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/(Z|[+-]\d\d:\d\d)$/.test(text)) {
    throw new Error(`${name} ${text}: a time like 2026-11-23T07:00:00+07:00 is wanted`);
  }
  return at;
}

const PERIODS: Readonly<Record<string, number>> = { '15min': 900_000, hour: 3_600_000, day: 86_400_000 };

/** Length of a period in ms. */
export function parsePeriodName(name: string, text: string): number {
  const length = PERIODS[text];
  if (length === undefined)
    throw new Error(`${name} ${text}: one of ${Object.keys(PERIODS).join(', ')} is wanted`);
  return length;
}
