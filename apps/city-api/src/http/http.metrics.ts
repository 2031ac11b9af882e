import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics } from '@app/observability';

const SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts and times every request by its route, never by what was asked for. */
export function mountHttpMetrics(app: NestFastifyApplication): void {
  const seconds = app
    .get(Metrics)
    .histogram('nhippho_http_request_seconds', 'Time of an HTTP request by route and status', SECONDS, [
      'method',
      'route',
      'status',
    ]);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
      done();
    });
}
