import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that can be taken for a digit, none that makes words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ID_LENGTH = 8;
const SECRET_LENGTH = 16;
const FORM = new RegExp(`^[${LETTERS}]{${ID_LENGTH + SECRET_LENGTH}}$`);
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** A claim code: by `id` it is found, and `secret` (80 bits) is what its holder proves. */
interface ClaimCodeParts {
  readonly id: string;
  readonly secret: string;
}

/** Makes a code. @param random source of random bytes, for tests */
export function newClaimCode(random: (bytes: number) => Uint8Array = randomBytes): ClaimCodeParts {
  // 32 letters divide 256: each is as likely as the others.
  const letters = Array.from(random(ID_LENGTH + SECRET_LENGTH), (byte) => LETTERS.charAt(byte % 32)).join('');
  return { id: letters.slice(0, ID_LENGTH), secret: letters.slice(ID_LENGTH) };
}

/** As it is printed: `7K2M-9QPX-…`, six groups of four. */
export function formatClaimCode({ id, secret }: ClaimCodeParts): string {
  return (id + secret).replaceAll(/(.{4})(?=.)/g, '$1-');
}

/** What somebody typed: small letters, other separators and letters read for digits are good; null when it is no code. */
export function parseClaimCode(text: string): ClaimCodeParts | null {
  const letters = text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[ILO]/g, (letter) => MISREAD[letter] ?? letter);
  return FORM.test(letters) ? { id: letters.slice(0, ID_LENGTH), secret: letters.slice(ID_LENGTH) } : null;
}
