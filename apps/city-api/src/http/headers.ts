import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
/** Swagger's page carries one inline script. */
const DOCS_POLICY = PAGE_POLICY.replace(
  "default-src 'self';",
  "default-src 'self'; script-src 'self' 'unsafe-inline';",
);

/** Sets the protective headers of every reply. */
export function mountHeaders(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, _payload, done) => {
      reply.header('x-content-type-options', 'nosniff');
      reply.header('referrer-policy', 'no-referrer');
      reply.header(
        'content-security-policy',
        request.url.startsWith('/api/docs') ? DOCS_POLICY : PAGE_POLICY,
      );
      done();
    });
}
