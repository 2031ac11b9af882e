import { describe, expect, it } from '@jest/globals';
import { generateCredential, verify } from './credential.js';

describe('a generated credential', () => {
  it('is 32 random bytes in base64url and differs each time', () => {
    const one = generateCredential();
    const two = generateCredential();

    expect(Buffer.from(one.secret, 'base64url')).toHaveLength(32);
    expect(one.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(one.secret).not.toBe(two.secret);
  });

  it('is verified by its own secret alone', () => {
    const { secret, salt, hash } = generateCredential();

    expect(verify(secret, { salt, hash })).toBe(true);
    expect(verify(`${secret}x`, { salt, hash })).toBe(false);
    expect(verify('', { salt, hash })).toBe(false);
  });

  it('does not verify against a hash of another length', () => {
    const { secret, salt } = generateCredential();

    expect(verify(secret, { salt, hash: new Uint8Array(3) })).toBe(false);
  });

  it('salts: the same secret has two hashes', () => {
    let fill = 0;
    const sameSecret = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(bytes === 32 ? 7 : ++fill);

    expect(generateCredential(sameSecret).hash).not.toEqual(generateCredential(sameSecret).hash);
  });
});
