import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A secret to share with a receiver: `whsec_` and base64 of 32 random bytes. [Standard Webhooks 1.0] */
export function newSecret(random: (bytes: number) => Uint8Array = randomBytes): string {
  return PREFIX + Buffer.from(random(SECRET_BYTES)).toString('base64');
}

/**
 * Headers by which a receiver knows that a body is ours, whole and new: HMAC-SHA-256 over `id.timestamp.body`, one
 * signature for each secret that is good. [Standard Webhooks 1.0]
 * @param id the same at each attempt
 * @param now epoch ms
 */
export function signatureHeaders(
  id: string,
  now: number,
  body: string,
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
