/**
 * A rejected payload's bytes (base64) as one line of text: UTF-8 where it is, every control or invalid character
 * shown by a placeholder, cut to `length` characters. For text nodes only.
 */
export function previewOf(base64: string, length = 160): string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, '·');
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : text;
}
