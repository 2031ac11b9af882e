import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to a server that can be cut or stopped up, on a port that stays the same. */
export class TcpProxy {
  private server: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private isStopped = false;
  private port = 0;

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Lets connections through. */
  async open(): Promise<void> {
    const server = createServer((client) => this.connect(client));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Cuts every connection and refuses new ones. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  }

  /** Connections stay, and new ones are taken, but nothing comes through: a frozen server. */
  stopUp(): void {
    this.isStopped = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Lets through what has been waiting since `stopUp`. */
  release(): void {
    this.isStopped = false;
    for (const socket of this.sockets) socket.resume();
  }

  private connect(client: Socket): void {
    const upstream = createConnection(this.target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.on('end', () => to.end());
      from.on('data', (data) => to.write(data));
      if (this.isStopped) from.pause();
    }
  }
}
