import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemDetails } from './problem.js';

/** Methods of the paths that are served, as an OpenAPI document has them. */
export type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Answers a method that a path doesn't have with 405 and `Allow`, and OPTIONS with 204 and `Allow`; other unknown
 * requests stay a 404. Before `listen`.
 */
export function mountMethods(app: NestFastifyApplication, paths: Paths): void {
  const routes = Object.entries(paths).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`),
    allow: allowOf(Object.keys(methods)),
  }));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (!request.is404) return done();
      const [path = ''] = request.url.split('?', 1);
      const route = routes.find(({ pattern }) => pattern.test(path));
      if (route === undefined) return done();
      void reply.header('allow', route.allow);
      if (request.method === 'OPTIONS') {
        void reply.status(204).send();
        return;
      }
      const problem = problemDetails(405, `${path} takes ${route.allow}`);
      void reply.status(405).type('application/problem+json').send(problem);
    });
}

function allowOf(methods: readonly string[]): string {
  const names = methods.map((method) => method.toUpperCase());
  return [...names, ...(names.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
