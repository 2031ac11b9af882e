import { connect, type Socket } from 'node:net';
import { eventually } from '../../../libs/testing/src/eventually.js';

/** Sockets that begin to say something and then say no more. */
export class SlowSockets {
  private readonly sockets: Socket[] = [];

  /** Opens so many, each of which writes its beginning and waits. */
  async open(port: number, count: number, beginning: Buffer | string): Promise<void> {
    const opened = Array.from(
      { length: count },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect({ host: '127.0.0.1', port });
          socket.on('error', reject);
          socket.on('connect', () => socket.write(beginning, () => resolve(socket)));
          socket.resume();
        }),
    );
    for (const socket of await Promise.all(opened)) {
      socket.on('error', () => undefined);
      this.sockets.push(socket);
    }
  }

  get alive(): number {
    return this.sockets.filter((socket) => !socket.closed && !socket.readableEnded).length;
  }

  /** Whether all of them were cut off within a time. */
  async areCutOff(withinMs: number): Promise<boolean> {
    return eventually('all to be cut off', () => this.alive === 0, withinMs, 50).catch(() => false);
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
