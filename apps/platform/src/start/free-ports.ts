import { createServer } from 'node:net';

/**
 * Tries each port and lets go of it again, so that a taken one is told before any store is opened. Port 0 stands
 * for any free one and is not tried.
 * @throws the system error (EADDRINUSE, EACCES, EADDRNOTAVAIL) with `port` and `address`
 */
export async function requireFreePorts(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) if (port !== 0) await requireFreePort(host, port);
}

function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
