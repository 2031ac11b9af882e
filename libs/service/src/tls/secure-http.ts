import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/config';
import type { Logger } from '@app/observability';
import { TlsFiles } from './tls-files.js';

const HANDSHAKE_MS = 5_000;
const CLOSE_WITHIN_MS = 5_000;

/** HTTPS beside an application's plain port: the same routes, on a port of its own. */
export class SecureHttp {
  private readonly server: Server;

  private constructor(
    app: NestFastifyApplication,
    private readonly files: TlsFiles,
  ) {
    const plain = app.getHttpServer();
    this.server = createServer({ ...files.options, handshakeTimeout: HANDSHAKE_MS });
    this.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      plain.emit('request', request, response);
    });
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (!plain.emit('upgrade', request, socket, head)) socket.destroy();
    });
    this.server.on('clientError', (error: Error, socket: Duplex) => {
      if (!plain.emit('clientError', error, socket)) socket.destroy();
    });
    files.follow((options) => this.server.setSecureContext(options));
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('preClose', () => this.close());
  }

  /**
   * Makes it ready where the configuration says so, else null; before the application is initialised.
   * @throws ConfigError for files that can't be used
   */
  static async of(app: NestFastifyApplication, config: AppConfig, log: Logger): Promise<SecureHttp | null> {
    if (config.httpTls === null) {
      if (!config.isLoopback && config.publicUrl === null)
        log.warn(
          'HTTP is not encrypted and not bound to loopback: give NHIPPHO_HTTP_TLS_CERT, or end TLS before it',
        );
      return null;
    }
    return new SecureHttp(app, await TlsFiles.open(config.httpTls, log));
  }

  /** Resolves to the port. Rejects with the system's error, e.g. EADDRINUSE. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  /** Looks for a renewed certificate now. */
  renew(): Promise<void> {
    return this.files.look();
  }

  /** Takes no more connections; those that wait for an answer get it, within five seconds. */
  async close(): Promise<void> {
    this.files.close();
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    const idle = setInterval(() => this.server.closeIdleConnections(), 100);
    const late = setTimeout(() => this.server.closeAllConnections(), CLOSE_WITHIN_MS);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  }
}
