/**
 * Tag values as InfluxDB can keep them. Line protocol has no escape for a line break or for a backslash that ends a
 * value, and half a surrogate pair is no UTF-8, so these, other control characters and the percent sign itself are
 * stored as `%XX` (`%uXXXX` for a surrogate).
 */
const UNSAFE = /[%\\\p{Cc}\p{Cs}]/gu;
const CODED = /%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g;
const SPECIAL = /[,= ]/g;

/** The value as it is stored; the value itself unless it holds a character listed above. */
export function storedTag(value: string): string {
  return value.replace(UNSAFE, (char) => {
    const code = char.charCodeAt(0);
    const hex = code.toString(16).toUpperCase();
    return code < 0x80 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`;
  });
}

/** The reverse of `storedTag`. */
export function givenTag(stored: string): string {
  if (!stored.includes('%')) return stored;
  return stored.replace(CODED, (_, wide: string | undefined, narrow: string | undefined) =>
    String.fromCharCode(parseInt(wide ?? narrow ?? '', 16)),
  );
}

/** A tag value for a line of line protocol. */
export function lineTag(value: string): string {
  return storedTag(value).replace(SPECIAL, '\\$&');
}

/** A tag value as an InfluxQL string literal. */
export function queryTag(value: string): string {
  return `'${storedTag(value).replaceAll("'", "\\'")}'`;
}
