import type { ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig } from '@app/config';

/** No inline script anywhere: what an attacker gets into a page as text stays text. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** What may stand in other sites' pages has no script and asks for nothing. */
const EMBED_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors *";

/** A year, so that a browser that came once over TLS comes by no other way. [RFC 6797] */
const TRANSPORT_POLICY = 'max-age=31536000';

/** Sets the protective headers of every reply. */
export function mountHeaders(app: NestFastifyApplication): void {
  const isBehindTls = app.get(AppConfig).publicUrl?.startsWith('https:') ?? false;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, _payload, done) => {
      for (const [name, value] of protectiveAt(request.url)) reply.header(name, value);
      if (isBehindTls || request.protocol === 'https')
        reply.header('strict-transport-security', TRANSPORT_POLICY);
      // Published for everybody: the scripts of other sites may read it too.
      if (/^\/open-data(?:[/?]|$)/.test(request.url)) reply.header('access-control-allow-origin', '*');
      done();
    });
}

/** The same for a reply that another library writes, which may replace them by stricter ones of its own. */
export function protectRaw(response: ServerResponse): void {
  for (const [name, value] of protectiveAt('')) response.setHeader(name, value);
}

function protectiveAt(url: string): [string, string][] {
  return [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['content-security-policy', url.startsWith('/open-data/embed/') ? EMBED_POLICY : PAGE_POLICY],
  ];
}
