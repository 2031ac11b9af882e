/** PostgreSQL's texts have no U+0000, and half a surrogate pair is no character: neither can be kept, or is in a name. */
const NUL = '\0';
const HALF_A_PAIR = /\p{Surrogate}/u;

export const UNSTORABLE_MESSAGE = 'has a character that no text may have (U+0000, or half a surrogate pair)';

export function isStorable(text: string): boolean {
  return !text.includes(NUL) && !HALF_A_PAIR.test(text);
}

/** Path of the first text or key within a value of JSON or YAML that can't be stored; null: all can. */
export function unstorableIn(value: unknown): string | null {
  const left: [path: string, value: unknown][] = [['', value]];
  // An alias of YAML may be of what it stands in.
  const seen = new Set<object>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [path, one] = next;
    if (typeof one === 'string' && !isStorable(one)) return path;
    if (typeof one !== 'object' || one === null || ArrayBuffer.isView(one) || seen.has(one)) continue;
    seen.add(one);
    for (const [key, inner] of Object.entries(one)) {
      if (!isStorable(key)) return path;
      // Outlines are made of numbers: each would cost a path.
      if (typeof inner === 'string' || typeof inner === 'object')
        left.push([path === '' ? key : `${path}.${key}`, inner]);
    }
  }
  return null;
}
