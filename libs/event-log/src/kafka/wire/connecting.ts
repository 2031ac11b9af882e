import { type Socket, connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type ISocketFactory, Kafka, type SASLOptions, logLevel } from 'kafkajs';
import type { KafkaEventLogOptions, KafkaTiming } from '../kafka-options.js';
import { hangUpAtOnce } from './hanging-up.js';

hangUpAtOnce();

const CONNECT_MS = 3_000;
const KEEP_ALIVE_MS = 60_000;
/** Our own loops repeat what fails; kafkajs repeats only what a moment mends. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 } as const;

/** How a log's clients reach the cluster, and the sockets that they have open. */
export interface KafkaAccess {
  readonly options: KafkaEventLogOptions;
  readonly timing: KafkaTiming;
  readonly sockets: Set<Socket>;
}

/** What every client of the cluster is made with. */
export function connecting({ options, timing, sockets }: KafkaAccess) {
  const { sign } = options;
  return {
    brokers: [...options.brokers],
    clientId: `${options.prefix}nhippho`,
    ...(options.ssl === true && { ssl: true }),
    ...(sign && { sasl: sign as SASLOptions }),
    connectionTimeout: CONNECT_MS,
    requestTimeout: timing.requestMs,
    enforceRequestTimeout: true,
    retry: { ...RETRY },
    socketFactory: socketsInto(sockets),
  };
}

/** kafkajs's client for groups and administration; what fails is reported by who asked, not by its own log. */
export function kafkaClient(access: KafkaAccess): Kafka {
  return new Kafka({ ...connecting(access), logLevel: logLevel.NOTHING });
}

/** As kafkajs's own, but small requests leave at once, and who closes the log knows every socket. */
function socketsInto(sockets: Set<Socket>): ISocketFactory {
  return ({ host, port, ssl, onConnect }) => {
    const servername = isIP(host) ? {} : { servername: host };
    const socket = ssl
      ? connectTls({ host, port, ...servername, ...ssl }, onConnect)
      : connectPlain({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
}
