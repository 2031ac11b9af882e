import type { AppConfig } from '@app/config';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.js';

/** Names of this machine for itself. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * A request says itself which host it was sent to. The bundled issuer is there at no other than ours.
 * @throws Problem 400 for a host that is neither the public one nor this machine at the port of the connection
 */
export function requireOwnAddress(
  { host, socket }: Pick<FastifyRequest, 'host' | 'socket'>,
  config: Pick<AppConfig, 'bind' | 'publicUrl'>,
): void {
  if (config.publicUrl !== null && new URL(config.publicUrl).host === host) return;
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  // Whatever else than a name and a port the header has, the address differs from it.
  const isOurs =
    url?.host === host &&
    [config.bind, ...LOOPBACK].includes(url.hostname) &&
    Number(url.port || 80) === socket.localPort;
  if (!isOurs)
    throw new Problem(400, 'host: people sign in at the address that the platform is reached by here');
}
