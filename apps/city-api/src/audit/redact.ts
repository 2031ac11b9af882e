import { createHash } from 'node:crypto';

/** Names of fields whose values are kept nowhere. */
const SECRET = /secret|password|credential|token|^key$/i;
const MAX_LENGTH = 8000;

/** What a request asked for, as JSON for the audit trail: without secrets, long texts and files by digest and length. */
export function auditDetail(query: unknown, body: unknown): string {
  return JSON.stringify({ query: shorten(query), body: shorten(body) });
}

function shorten(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Buffer.isBuffer(value)) return digestOf(value);
  const text = JSON.stringify(value, (name, field: unknown) =>
    SECRET.test(name) && field !== null && typeof field !== 'boolean' ? '(secret)' : field,
  );
  return text.length > MAX_LENGTH ? digestOf(Buffer.from(text, 'utf8')) : (JSON.parse(text) as unknown);
}

function digestOf(bytes: Buffer): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
