import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
/** Swagger's page carries one inline script. */
const DOCS_POLICY = PAGE_POLICY.replace(
  "default-src 'self';",
  "default-src 'self'; script-src 'self' 'unsafe-inline';",
);

/** What may stand in other sites' pages has no script and asks for nothing. */
const EMBED_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors *";

function policyOf(url: string): string {
  if (url.startsWith('/api/docs')) return DOCS_POLICY;
  return url.startsWith('/open-data/embed/') ? EMBED_POLICY : PAGE_POLICY;
}

/** Sets the protective headers of every reply. */
export function mountHeaders(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, _payload, done) => {
      reply.header('x-content-type-options', 'nosniff');
      reply.header('referrer-policy', 'no-referrer');
      reply.header('content-security-policy', policyOf(request.url));
      // Published for everybody: the scripts of other sites may read it too.
      if (/^\/open-data(?:[/?]|$)/.test(request.url)) reply.header('access-control-allow-origin', '*');
      done();
    });
}
