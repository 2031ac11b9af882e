import { randomUUID } from 'node:crypto';
import type { Principal } from '@app/access';
import type { IConnectPacket } from 'mqtt-packet';
import { countUp } from '../gateway-counters.js';
import { decodeControl, encodeControl, isWellFormed } from '../protocol/control-packets.js';
import { areProperties } from '../protocol/properties.js';
import { REASON, returnCodeOf } from '../protocol/reason-codes.js';
import { isTopicName } from '../protocol/topics.js';
import { acceptance } from './connack.js';
import { versionOf } from './connect-version.js';
import { BLOCK, type Connection } from './connection.js';
import { DeviceSession } from './device-session.js';
import { refusalRecord } from './refusal.js';
import { TopicRoutes } from './topic-routes.js';
import { ViewerSession } from './viewer-session.js';
import type { Will } from './will.js';

/** User name of viewers; no device may have it. */
const VIEWER = 'viewer';

const NOBODY = { committed: () => undefined, flush: () => undefined };

/** Reads a CONNECT, verifies who it is, and starts the session or refuses it. */
export async function shakeHands(connection: Connection, frame: Buffer): Promise<void> {
  const version = versionOf(frame);
  if (version !== 4 && version !== 5) {
    // A client of a version we don't know is told in 3.1.1's words, which all understand [MQTT-3.1.2-2].
    if (version !== null) refuse(connection, REASON.notSupportedVersion, 'version');
    else connection.end(REASON.protocolError, 'malformed');
    return;
  }
  connection.protocolVersion = version;
  const decoded = decodeControl(frame, version);
  if ('error' in decoded || decoded.packet.cmd !== 'connect') {
    refuseMalformed(connection, REASON.malformedPacket);
    return;
  }
  const connect = decoded.packet;
  const wrong = faultOf(connect, connection);
  if (wrong === REASON.malformedPacket || wrong === REASON.protocolError) {
    refuseMalformed(connection, wrong);
    return;
  }
  if (wrong !== 0) {
    refuse(connection, wrong, 'connect');
    return;
  }
  const { slots, collector, limits } = connection.context;
  if (collector.unwritableMs > limits.unwritableMs) {
    refuse(connection, REASON.serverUnavailable, 'unwritable');
    return;
  }
  if (!(await slots.take())) {
    refuse(connection, REASON.serverBusy, 'busy');
    return;
  }
  try {
    if (!connection.ended) await admit(connection, connect);
  } finally {
    slots.release();
  }
}

async function admit(connection: Connection, connect: IConnectPacket): Promise<void> {
  const { viewerAccess } = connection.context;
  const user = connect.username ?? '';
  const password = connect.password?.toString('utf8');
  let principal: Principal | null = null;
  try {
    if (user === VIEWER) {
      connection.viewer = await viewerAccess.callerOf(password);
      if (connection.viewer === null) {
        refuse(connection, REASON.badUserNameOrPassword, 'credential');
        return;
      }
    } else {
      principal = await identify(connection, user, password);
      if (principal === null) {
        refuse(connection, REASON.badUserNameOrPassword, 'credential');
        return;
      }
    }
  } catch {
    refuse(connection, REASON.serverUnavailable, 'registry');
    return;
  }
  if (connection.ended) return;
  // From here on a revocation finds it, also while its will is looked at.
  if (principal !== null) connection.principal = principal.id;
  connection.presented = principal?.presented ?? null;
  if (principal === null) startViewer(connection, connect);
  else await startDevice(connection, connect, principal);
}

/** By the certificate where one was shown, which no user name may contradict; else by the credential. */
async function identify(
  { certified, context }: Connection,
  user: string,
  password: string | undefined,
): Promise<Principal | null> {
  const { authenticator } = context;
  if (certified !== null)
    return user === '' || user === certified ? authenticator.authenticateByCertificate(certified) : null;
  return password === undefined ? null : authenticator.authenticate(user, password);
}

async function startDevice(
  connection: Connection,
  connect: IConnectPacket,
  principal: Principal,
): Promise<void> {
  const { limits, clock, collector, clientIdRule } = connection.context;
  const isBound = clientIdRule === 'device' && principal.kind === 'device';
  if (isBound && connect.clientId !== '' && connect.clientId !== principal.id) {
    refuse(connection, REASON.clientIdNotValid, 'client_id');
    return;
  }
  const routes = new TopicRoutes(principal, limits.topicsRemembered);
  const will = await willOf(connect, principal, routes);
  if (connection.ended) return;
  if (will === 'foreign') {
    const topic = connect.will?.topic ?? '';
    const detail = `${principal.kind} ${principal.id} may not leave a will on ${topic}`;
    countUp(connection.context.counters.mqtt.refused, 'foreign_topic');
    const refusal = { reason: 'foreign_topic', topic, detail, inlet: 'mqtt' } as const;
    collector.offer(refusalRecord(principal, refusal, clock.now()), NOBODY, 0);
    refuse(connection, REASON.notAuthorized, 'will');
    return;
  }
  const clientId = connect.clientId || (isBound ? principal.id : `auto-${randomUUID()}`);
  const options = { clientId, will, hadExpiry: expiryOf(connect) > 0, routes };
  start(connection, connect, principal.id, clientId, new DeviceSession(connection, principal, options));
}

function startViewer(connection: Connection, connect: IConnectPacket): void {
  const clientId = connect.clientId || `auto-${randomUUID()}`;
  // Viewers have no identity of their own: a stranger elsewhere must not end a session by guessing its identifier.
  const principal = `${VIEWER}@${connection.socket.remoteAddress ?? ''}`;
  connection.principal = principal;
  const maximumPacketSize = connect.properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY;
  const options = { clientId, hadExpiry: expiryOf(connect) > 0, maximumPacketSize };
  start(connection, connect, principal, clientId, new ViewerSession(connection, options));
}

function start(
  connection: Connection,
  connect: IConnectPacket,
  principal: string,
  clientId: string,
  session: DeviceSession | ViewerSession,
): void {
  const { clientIds, counters, limits } = connection.context;
  connection.principal = principal;
  clientIds.claim(principal, clientId, connection);
  connection.accept(session, (connect.keepalive ?? 0) * 1_000);
  counters.connects += 1;
  connection.write(encodeControl(acceptance(connect, clientId, limits), connection.protocolVersion));
  connection.unblock(BLOCK.verifying);
}

/** 0, or the reason code of what a well-formed CONNECT may not say. */
function faultOf(connect: IConnectPacket, connection: Connection): number {
  const { limits } = connection.context;
  const { clientId, username, password, will, properties } = connect;
  if (![clientId, username ?? '', will?.topic ?? ''].every(isWellFormed)) return REASON.malformedPacket;
  if (!connection.v5 && password !== undefined && username === undefined) return REASON.malformedPacket; // [3.1.1, MQTT-3.1.2-22]
  if ((will?.qos ?? 0) > 2) return REASON.malformedPacket; // [MQTT-3.1.2-12]
  if (!areProperties(properties, 'connect') || !areProperties(will?.properties, 'will'))
    return REASON.protocolError;
  if (properties?.authenticationData !== undefined && properties.authenticationMethod === undefined)
    return REASON.protocolError; // 3.1.2.11.10
  if (properties?.receiveMaximum === 0 || properties?.maximumPacketSize === 0) return REASON.protocolError;
  if (will !== undefined && !isTopicName(will.topic)) return REASON.topicNameInvalid;
  if (properties?.authenticationMethod !== undefined) return REASON.badAuthenticationMethod;
  if (clientId.length > limits.clientIdChars) return REASON.clientIdNotValid;
  if (clientId === '' && !connection.v5 && connect.clean === false) return REASON.clientIdNotValid; // [3.1.1, MQTT-3.1.3-8]
  return 0;
}

async function willOf(
  connect: IConnectPacket,
  principal: Principal,
  routes: TopicRoutes,
): Promise<Will | null | 'foreign'> {
  const { will } = connect;
  if (will === undefined) return null;
  const route = routes.named(will.topic, will.properties?.contentType);
  const device = route?.device ?? null;
  if (route === null || device === null || !(await principal.confirmWriteFor(device))) return 'foreign';
  // A copy: the packet's bytes would keep the whole chunk that they came in.
  return { route, payload: Uint8Array.from(Buffer.from(will.payload)), qos: will.qos ?? 0 };
}

function expiryOf(connect: IConnectPacket): number {
  return connect.properties?.sessionExpiryInterval ?? 0;
}

/** 3.1.1 has no code for a malformed CONNECT: the connection is closed without a word [3.1.1, MQTT-3.1.4-1]. */
function refuseMalformed(connection: Connection, reason: number): void {
  if (connection.v5) refuse(connection, reason, 'malformed');
  else connection.end(reason, 'malformed');
}

function refuse(connection: Connection, reason: number, label: string): void {
  countUp(connection.context.counters.connectsRefused, label);
  const code = connection.v5 ? { reasonCode: reason } : { returnCode: returnCodeOf(reason) };
  const connack = encodeControl(
    { cmd: 'connack', sessionPresent: false, ...code },
    connection.protocolVersion,
  );
  connection.finish(connack, true);
}
