import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppConfig } from '@app/config';
import { Logs } from '@app/observability';
import { PersonRepository } from '@app/registry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type OidcProvider from 'oidc-provider';
import { Failures } from '../../access/failures.js';
import { protectRaw } from '../../http/headers.js';
import { toProblem } from '../../http/problem.filter.js';
import { redirectUri } from '../provider.js';
import { BUNDLED_PATH, bundledIssuer, isBundledHere, LocalPeople } from './bundled-issuer.js';
import { requireOwnAddress } from './own-address.js';
import { signInPage } from './sign-in-page.js';

const FORM_TYPE = 'application/x-www-form-urlencoded';
const MAX_FORM_BYTES = 4000;

/** Serves the bundled issuer where there is one. Before the application listens. */
export async function mountBundledIssuer(app: NestFastifyApplication): Promise<void> {
  const config = app.get(AppConfig);
  if (!isBundledHere(config)) return;
  const people = new LocalPeople(app.get(PersonRepository), app.get(Failures));
  const issuers = new Map<string, Promise<OidcProvider>>();
  // The port may be one that the system picks, and `localhost` is another address than 127.0.0.1 to a browser.
  const issuerAt = (request: FastifyRequest): Promise<OidcProvider> => {
    requireOwnAddress(request, config);
    const origin = `http://${request.host}`;
    const known = issuers.get(origin);
    if (known !== undefined) return known;
    if (issuers.size >= 4) issuers.clear();
    const made = bundledIssuer(origin, [redirectUri(origin)], people);
    issuers.set(origin, made);
    return made;
  };
  const log = app.get(Logs).for('city-api');
  // These routes are none of the framework's, which would answer for them.
  const refuse = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error);
    if (problem.status >= 500) log.error({ err: error, path: request.url }, 'signing in failed');
    void reply.status(problem.status).type('application/problem+json').send(problem);
  };
  await app
    .getHttpAdapter()
    .getInstance()
    .register((scope: FastifyInstance, _options, done) => {
      scope.setErrorHandler(refuse);
      scope.removeAllContentTypeParsers();
      // The issuer reads its own bodies from the socket.
      scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
      scope.all(`${BUNDLED_PATH}/*`, async (request, reply) =>
        handOver(await issuerAt(request), request, reply),
      );
      done();
    });
  await app
    .getHttpAdapter()
    .getInstance()
    .register((scope: FastifyInstance, _options, done) => {
      scope.setErrorHandler(refuse);
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        FORM_TYPE,
        { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
        (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      scope.get(`${BUNDLED_PATH}/sign-in/:uid`, (request, reply) => show(reply, request.url, false));
      scope.post(`${BUNDLED_PATH}/sign-in/:uid`, async (request, reply) => {
        const { email, secret } = (request.body ?? {}) as { email?: string; secret?: string };
        const person = await people.check(email ?? '', secret ?? '', request.ip);
        if (person === null) return show(reply, request.url, true);
        const issuer = await issuerAt(request);
        const result = { login: { accountId: person.id, remember: false } };
        const to = await issuer.interactionResult(request.raw, reply.raw, result);
        return reply.redirect(to, 303);
      });
      done();
    });
}

function handOver(issuer: OidcProvider, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  protectRaw(reply.raw);
  const raw = request.raw as typeof request.raw & { originalUrl?: string };
  raw.originalUrl = raw.url ?? '';
  raw.url = raw.originalUrl.slice(BUNDLED_PATH.length);
  void issuer.callback()(raw, reply.raw);
}

function show(reply: FastifyReply, action: string, isWrong: boolean): FastifyReply {
  return reply
    .status(isWrong ? 401 : 200)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(signInPage(action, isWrong));
}
