import type { RejectReason } from '@app/contracts';

/** Objects and arrays inside each other that a native payload may have; a reading in an array needs three. */
export const MAX_DEPTH = 8;

/**
 * Keys that one object may have. No reading comes near; 80,000 unknown ones would hold the event loop for a quarter of
 * a second.
 */
export const MAX_KEYS = 256;

/** What is wrong with the keys of one element of the message. */
export interface KeyProblem {
  readonly reason: Extract<RejectReason, 'duplicate_key' | 'forbidden_key'>;
  readonly key: string;
}

/** What JSON.parse can't tell. Means something only for text that it accepts afterwards. */
export interface Scan {
  readonly tooDeep: boolean;
  /** An object has more than MAX_KEYS keys; the scan stopped there. */
  readonly tooWide: boolean;

  /** First problem by element; null when there is none. */
  readonly problems: ReadonlyMap<number, KeyProblem> | null;
}

const TOO_DEEP: Scan = { tooDeep: true, tooWide: false, problems: null };
const TOO_WIDE: Scan = { tooDeep: false, tooWide: true, problems: null };

/** Objects with more keys leave the hash table for a Set: linear search would be quadratic. */
const MAX_HASHED = 32;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Looks once through the text for what must be known before parsing (depth) and what parsing
 * hides (a repeated key: the last wins; `__proto__`). Stops at the first bracket that is too deep, so that 200 kB of
 * `[` cost nothing. Takes about 1 ns a character. Not reentrant: its tables are reused.
 */
export function scanJson(text: string): Scan {
  const length = text.length;
  let depth = 0;
  let inObject = false;
  let wantsKey = false;
  let elements = 1;
  let problems: Map<number, KeyProblem> | null = null;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      const start = i + 1;
      let hash = 0;
      let escaped = false;
      for (i = start; i < length; i++) {
        const d = text.charCodeAt(i);
        if (d === QUOTE) break;
        if (d === BACKSLASH) {
          escaped = true;
          i++;
        } else hash = (Math.imul(hash, 31) + d) | 0;
      }
      if (!wantsKey) continue;
      if (keys.isFull(depth)) return TOO_WIDE;
      const problem = keys.add(depth, text, start, i, hash, escaped);
      if (problem !== null && !(problems ??= new Map<number, KeyProblem>()).has(elements - 1))
        problems.set(elements - 1, problem);
    } else if (c === COMMA) {
      if (inObject) wantsKey = true;
      else if (depth === 1) elements++;
    } else if (c === COLON) {
      wantsKey = false;
    } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      if (++depth > MAX_DEPTH) return TOO_DEEP;
      inObject = wantsKey = c === OPEN_OBJECT;
      keys.open(depth, inObject);
    } else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
      if (depth > 0) depth--;
      inObject = keys.isObject(depth);
      wantsKey = false;
    }
  }
  return { tooDeep: false, tooWide: false, problems };
}

/** Keys seen so far of each object on the way from the top. */
class OpenKeys {
  private readonly object = new Uint8Array(MAX_DEPTH + 1);
  private readonly counts = new Int32Array(MAX_DEPTH + 1);
  /** Hash, start, end of each key. */
  private readonly table = new Int32Array((MAX_DEPTH + 1) * MAX_HASHED * 3);
  private readonly sets: (Set<string> | null)[] = Array.from({ length: MAX_DEPTH + 1 }, () => null);

  open(depth: number, isObject: boolean): void {
    this.object[depth] = isObject ? 1 : 0;
    this.counts[depth] = 0;
    this.sets[depth] = null;
  }

  isObject(depth: number): boolean {
    return this.object[depth] === 1;
  }

  isFull(depth: number): boolean {
    return (this.sets[depth]?.size ?? 0) >= MAX_KEYS;
  }

  add(
    depth: number,
    text: string,
    start: number,
    end: number,
    hash: number,
    escaped: boolean,
  ): KeyProblem | null {
    const count = this.counts[depth] ?? 0;
    const set = this.sets[depth] ?? null;
    if (escaped || set !== null || count === MAX_HASHED)
      return this.addToSet(depth, text, escaped ? unescaped(text, start, end) : text.slice(start, end));
    const size = end - start;
    if ((size === 9 || size === 11) && isForbidden(text.slice(start, end)))
      return { reason: 'forbidden_key', key: text.slice(start, end) };
    const table = this.table;
    const base = depth * MAX_HASHED * 3;
    const next = base + count * 3;
    for (let at = base; at < next; at += 3) {
      if (table[at] === hash && text.slice(table[at + 1], table[at + 2]) === text.slice(start, end))
        return { reason: 'duplicate_key', key: text.slice(start, end) };
    }
    table[next] = hash;
    table[next + 1] = start;
    table[next + 2] = end;
    this.counts[depth] = count + 1;
    return null;
  }

  private addToSet(depth: number, text: string, key: string): KeyProblem | null {
    let set = this.sets[depth] ?? null;
    if (set === null) {
      set = new Set();
      const base = depth * MAX_HASHED * 3;
      for (let i = 0; i < (this.counts[depth] ?? 0); i++)
        set.add(text.slice(this.table[base + i * 3 + 1], this.table[base + i * 3 + 2]));
      this.sets[depth] = set;
    }
    if (isForbidden(key)) return { reason: 'forbidden_key', key };
    if (set.has(key)) return { reason: 'duplicate_key', key };
    set.add(key);
    return null;
  }
}

const keys = new OpenKeys();

function isForbidden(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/** `"\u0061"` and `"a"` are one key. */
function unescaped(text: string, start: number, end: number): string {
  try {
    return String(JSON.parse(text.slice(start - 1, end + 1)));
  } catch {
    return text.slice(start, end);
  }
}
