import { createHash } from 'node:crypto';

/** Names of fields whose values are kept nowhere. */
const SECRET = /secret|password|credential|token|claimcode|^key$/i;
const MAX_LENGTH = 8000;

/** What a request asked for, as JSON for the audit trail: without secrets, long texts and files by digest and length. */
export function auditDetail(query: unknown, body: unknown): string {
  return JSON.stringify({ query: shorten(query), body: shorten(body) });
}

function shorten(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Buffer.isBuffer(value)) return digestOf(value);
  const text = textOf(value);
  if (text === null) return '(nested too deep)';
  return text.length > MAX_LENGTH ? digestOf(Buffer.from(text, 'utf8')) : (JSON.parse(text) as unknown);
}

/** Null for what is nested deeper than can be written: no schema takes it either. */
function textOf(value: unknown): string | null {
  try {
    return JSON.stringify(value, (name, field: unknown) =>
      SECRET.test(name) && field !== null && typeof field !== 'boolean' ? '(secret)' : field,
    );
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function digestOf(bytes: Buffer): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
