import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Identified } from '../../access/identification.js';
import { problemDetails } from '../../http/problem.js';

/** The subprotocol that is spoken. */
export const PROTOCOL = 'nhippho.v1';
const BEARER = /^nhippho\.bearer\.([A-Za-z0-9_-]{1,1024})$/;

/**
 * What says who connects: the headers, where browsers, which can set none here, may bring a key as a subprotocol
 * `nhippho.bearer.<base64url of the key>` in the place of `Authorization`.
 */
export function identifiedBy(request: IncomingMessage): Identified {
  const { headers, method = 'GET', socket } = request;
  const asked = { method, ip: socket.remoteAddress ?? '' };
  if (headers.authorization !== undefined) return { ...asked, headers };
  for (const offered of (headers['sec-websocket-protocol'] ?? '').split(',')) {
    const encoded = BEARER.exec(offered.trim())?.[1];
    if (encoded === undefined) continue;
    const key = Buffer.from(encoded, 'base64url').toString('utf8');
    return { ...asked, headers: { ...headers, authorization: `Bearer ${key}` } };
  }
  return { ...asked, headers };
}

/**
 * Whether the page that connects may: a browser says which it is, and any page of the web could make it connect from
 * inside the city's network. Programs that are no browser say nothing.
 * @param allowed other origins, as `https://host:port`
 */
export function isOriginAllowed({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  // Behind a proxy that ends TLS only the host is known to be the same.
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === hostOf(host, origin);
}

/** The host with its port left out where it is the one that the origin's scheme has by default. */
function hostOf(host: string, origin: string): string | null {
  const url = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(url) ? new URL(url).host : null;
}

/** Answers an upgrade with a problem, and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: number, detail: string): void {
  const body = JSON.stringify(problemDetails(status, detail));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'content-type: application/problem+json\r\nconnection: close\r\n' +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
