import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Credential } from '@app/registry';

/** A secret to hand out once, and what is kept of it. */
export interface NewCredential {
  /** base64url of 32 random bytes; shown once and stored nowhere. */
  readonly secret: string;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const SECRET_BYTES = 32;
const SALT_BYTES = 16;

/**
 * Makes a secret and its salted SHA-256. A fast hash is enough because the secret is 256 random bits; slow
 * hashes are for passwords that people choose.
 * @param random source of random bytes, for tests
 */
export function generateCredential(random: (bytes: number) => Uint8Array = randomBytes): NewCredential {
  const secret = Buffer.from(random(SECRET_BYTES)).toString('base64url');
  return { secret, ...hashSecret(secret, random) };
}

/** Salt and salted SHA-256 of a secret that is long and random enough for a fast hash. */
export function hashSecret(
  secret: string,
  random: (bytes: number) => Uint8Array = randomBytes,
): Pick<NewCredential, 'salt' | 'hash'> {
  const salt = Uint8Array.from(random(SALT_BYTES));
  return { salt, hash: digest(secret, salt) };
}

/** True when `secret` is the one that the credential was made from; takes the same time either way. */
export function verify(secret: string, credential: Pick<Credential, 'salt' | 'hash'>): boolean {
  const given = digest(secret, credential.salt);
  return given.length === credential.hash.length && timingSafeEqual(given, credential.hash);
}

function digest(secret: string, salt: Uint8Array): Uint8Array {
  return createHash('sha256').update(salt).update(secret, 'utf8').digest();
}
