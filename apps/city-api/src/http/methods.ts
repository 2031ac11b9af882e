import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problemDetails } from './problem.js';

/** Methods of the paths that are served, as an OpenAPI document has them. */
export type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Answers a method that a path doesn't have with 405 and `Allow`, and OPTIONS with 204 and `Allow`; other unknown
 * requests stay a 404. Before `listen`.
 */
export function mountMethods(app: NestFastifyApplication, paths: Paths): void {
  // Where a word and a place fit, the word is meant: /kpi-definitions/check, not /kpi-definitions/{id}.
  const byPlaces = Object.entries(paths).toSorted(([a], [b]) => placesIn(a) - placesIn(b));
  const routes = byPlaces.map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll(/[.]/g, '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`),
    methods: Object.keys(methods).map((method) => method.toUpperCase()),
    allow: allowOf(Object.keys(methods)),
  }));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      // The page's files are looked for under every path that nothing else takes.
      if (!request.is404 && request.routeOptions.url !== '/*') return done();
      const [path = ''] = request.url.split('?', 1);
      const route = routes.find(({ pattern }) => pattern.test(path));
      // A place in the path that is too long is no such place.
      if (route === undefined || route.methods.includes(request.method)) return done();
      void reply.header('allow', route.allow);
      if (request.method === 'OPTIONS') {
        void reply.status(204).send();
        return;
      }
      const problem = problemDetails(405, `${path} takes ${route.allow}`);
      void reply.status(405).type('application/problem+json').send(problem);
    });
}

function placesIn(path: string): number {
  return path.split('{').length;
}

function allowOf(methods: readonly string[]): string {
  const names = methods.map((method) => method.toUpperCase());
  return [...names, ...(names.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
}
