import type { FastifyRequest } from 'fastify';

/** Value of a cookie that the browser sent, or null. */
export function cookieOf(request: Pick<FastifyRequest, 'headers'>, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

export interface CookieOptions {
  readonly path: string;
  /** Seconds; 0 deletes it. */
  readonly maxAgeS: number;
  /** Sent over TLS only. */
  readonly secure: boolean;
  /** `Lax` also goes along when another site's link leads here. */
  readonly sameSite: 'Strict' | 'Lax';
}

/** A `Set-Cookie` header that no script can read. The value must be token characters (base64url, dots). */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  const { path, maxAgeS, secure, sameSite } = options;
  const end = `Path=${path}; Max-Age=${maxAgeS}; HttpOnly; SameSite=${sameSite}`;
  return `${name}=${value}; ${end}${secure ? '; Secure' : ''}`;
}

/**
 * Whether a browser sent this on behalf of another site. Browsers say so themselves (Fetch Metadata); older ones send
 * `Origin` with everything that isn't a plain read.
 */
export function isFromAnotherSite(request: Pick<FastifyRequest, 'headers'>): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
