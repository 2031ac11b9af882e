import { KafkaJSConnectionError } from 'kafkajs/src/errors.js';
import Connection from 'kafkajs/src/network/connection.js';

/**
 * Makes kafkajs's connections end when they are told to. Its own way is to wait for the answers that are still due, and
 * then to end whichever socket the connection has by then. From a broker that is frozen or gone those answers never
 * come: their limits of time are forgotten with the connection, so that who asked waits for ever, or a connection that
 * was opened meanwhile is ended under its requests. And what had come of an answer by then is put before the first
 * answer of the next connection, none of which can be understood.
 *
 * Here the socket is gone at once, with what it had received, and everybody who waits is told.
 */
export function hangUpAtOnce(): void {
  Connection.prototype.disconnect = function hangUp(this: Connection): Promise<true> {
    const { host, port, socket, authHandlers, requestQueue } = this;
    this.connectionStatus = 'disconnected';
    this.authenticatedAt = null;
    this.chunks = [];
    this.bytesBuffered = 0;
    this.bytesNeeded = LENGTH_BYTES;
    socket?.destroy();
    authHandlers?.onError();
    requestQueue.rejectAll(
      new KafkaJSConnectionError('The connection was given up', { broker: `${host}:${port}` }),
    );
    requestQueue.destroy();
    return Promise.resolve(true);
  };
}

/** Of an answer, before it. */
const LENGTH_BYTES = 4;
