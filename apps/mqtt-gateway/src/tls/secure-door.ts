import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { TlsFiles } from '@app/service';
import { certificateName } from './certificate-name.js';

/** What stands behind the door. */
interface Hall {
  /** Longest handshake, ms. */
  readonly handshakeMs: number;
  /** False when no more connections are let in; those that still shake hands count too. */
  hasRoom(shakingHands: number): boolean;
  /** @param certified name in the client's certificate, which was verified; null: it showed none */
  enters(socket: Socket, certified: string | null): void;
  /** @param why from a bounded set */
  refused(why: 'connections' | 'handshake' | 'certificate'): void;
  /** Whose certificates are believed has changed: who is in by one has to show it again. */
  trustChanged(): void;
}

/** A TLS server, and the way to end what is left of its connections, those that still shake hands among them. */
export interface SecureDoor {
  readonly server: Server;
  cutOff(): void;
}

/**
 * A TLS server whose clients are handed on once they have shaken hands. A certificate that is shown has to be good: signed by
 * whom we trust, in its time, not revoked, and of one device by name.
 */
export function secureDoor(
  files: TlsFiles,
  clients: 'none' | 'optional' | 'required',
  hall: Hall,
): SecureDoor {
  // Each handshake ends in one of `secureConnection` and `tlsClientError`, also when the client just goes away.
  let shakingHands = 0;
  const sockets = new Set<Socket>();
  const server = createServer({
    ...files.options,
    requestCert: clients !== 'none',
    // Whoever shows none is told from whoever shows a bad one below.
    rejectUnauthorized: clients === 'required',
    // A resumed session would be believed without another look at who was revoked meanwhile.
    secureOptions: clients === 'none' ? 0 : constants.SSL_OP_NO_TICKET,
    handshakeTimeout: hall.handshakeMs,
    noDelay: true,
  });
  server.on('connection', (socket: Socket) => {
    shakingHands += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (hall.hasRoom(shakingHands)) return;
    hall.refused('connections');
    socket.destroy();
  });
  server.on('tlsClientError', (_error, socket) => {
    shakingHands -= 1;
    hall.refused('handshake');
    // Not done by Node where the handshake took too long.
    socket.destroy();
  });
  server.on('secureConnection', (socket) => {
    shakingHands -= 1;
    const certified = shownBy(socket, clients);
    if (certified !== 'bad') {
      hall.enters(socket, certified);
      return;
    }
    hall.refused('certificate');
    socket.on('error', () => undefined);
    socket.destroy();
  });
  files.follow((options, trustChanged) => {
    server.setSecureContext(options);
    if (trustChanged) hall.trustChanged();
  });
  return {
    server,
    cutOff: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The name in the certificate that a client showed; null for none, `bad` for one that isn't good. */
function shownBy(socket: TLSSocket, clients: 'none' | 'optional' | 'required'): string | null {
  if (clients === 'none') return null;
  const certificate = socket.getPeerCertificate();
  if (Object.keys(certificate).length === 0) return null;
  if (!socket.authorized) return 'bad';
  return certificateName(certificate) ?? 'bad';
}
