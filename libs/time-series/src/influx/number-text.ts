const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
const CHUNK = 1e7;
const MAX_DIRECT = 1e15;
const DECIMALS = 1e4;

/** Longest text of a number: sign, 17 digits, point, exponent. */
export const NUMBER_BYTES = 26;

/**
 * Writes the shortest decimal text that reads back as the same finite number, -0 included; returns the place after it.
 * Whole numbers and those of up to four decimals, which are nearly all, take no string.
 */
export function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  if (value < 0 || Object.is(value, -0)) {
    bytes[at++] = MINUS;
    value = -value;
  }
  if (value >= MAX_DIRECT) return writeAscii(bytes, at, String(value));
  const whole = Math.floor(value);
  if (whole === value) return writeWhole(bytes, at, value);
  // Division and reading are both correctly rounded, so text of the scaled number reads back as `value`.
  const scaled = Math.round(value * DECIMALS);
  if (scaled >= MAX_DIRECT || scaled / DECIMALS !== value) return writeAscii(bytes, at, String(value));
  const units = Math.floor(scaled / DECIMALS);
  at = writeWhole(bytes, at, units);
  bytes[at++] = POINT;
  return writeFraction(bytes, at, scaled - units * DECIMALS);
}

/** A whole number ≥ 0 below 10^15. */
export function writeWhole(bytes: Uint8Array, at: number, value: number): number {
  if (value < CHUNK) return writeShort(bytes, at, value);
  const high = Math.floor(value / CHUNK);
  at = writeWhole(bytes, at, high);
  let low = (value - high * CHUNK) | 0;
  for (let place = at + 6; place >= at; place--) {
    const rest = (low / 10) | 0;
    bytes[place] = ZERO + low - rest * 10;
    low = rest;
  }
  return at + 7;
}

function writeShort(bytes: Uint8Array, at: number, value: number): number {
  let left = value | 0;
  let digits = 1;
  for (let power = 10; power <= left; power *= 10) digits++;
  for (let place = at + digits - 1; place >= at; place--) {
    const rest = (left / 10) | 0;
    bytes[place] = ZERO + left - rest * 10;
    left = rest;
  }
  return at + digits;
}

/** Four decimals without their trailing zeros; `value` from 1 to 9999. */
function writeFraction(bytes: Uint8Array, at: number, value: number): number {
  for (let power = DECIMALS / 10; value > 0; power /= 10) {
    const digit = (value / power) | 0;
    bytes[at++] = ZERO + digit;
    value -= digit * power;
  }
  return at;
}

function writeAscii(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i);
  return at;
}
