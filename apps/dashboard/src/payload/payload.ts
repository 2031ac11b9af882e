/** A payload as a person may look at it; nothing of it is ever interpreted by the page. */
export interface Payload {
  readonly length: number;
  /** Pretty JSON where it is JSON, else its text; control characters shown as `·`. Null: not UTF-8. */
  readonly text: string | null;
  /** Offset, bytes and characters, sixteen a line. */
  readonly hex: string;
}

const LINE = 16;

/** Decodes base64. */
export function payloadOf(base64: string): Payload {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return { length: bytes.length, text: textOf(bytes), hex: hexOf(bytes) };
}

function textOf(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
  try {
    text = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // As it came.
  }
  return text.replaceAll(/[\p{Cf}\u2028\u2029]|(?![\n\t])\p{Cc}/gu, '·');
}

function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += LINE) {
    const part = [...bytes.subarray(at, at + LINE)];
    const digits = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const chars = part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${digits.padEnd(LINE * 3 - 1)}  ${chars}`);
  }
  return lines.join('\n');
}
