import type { IConnackPacket, IConnectPacket } from 'mqtt-packet';
import type { GatewayLimits } from '../limits/gateway-limits.js';
import { REASON } from '../protocol/reason-codes.js';

/** The CONNACK of an accepted client. No session outlives its connection: session present is always 0 [MQTT-3.2.2-2]. */
export function acceptance(connect: IConnectPacket, clientId: string, limits: GatewayLimits): IConnackPacket {
  if (connect.protocolVersion !== 5)
    return { cmd: 'connack', sessionPresent: false, returnCode: REASON.success };
  const expiry = connect.properties?.sessionExpiryInterval ?? 0;
  return {
    cmd: 'connack',
    sessionPresent: false,
    reasonCode: REASON.success,
    properties: {
      receiveMaximum: limits.inFlightMessages,
      maximumPacketSize: limits.packetBytes,
      topicAliasMaximum: limits.topicAliases,
      wildcardSubscriptionAvailable: true,
      subscriptionIdentifiersAvailable: false,
      sharedSubscriptionAvailable: false,
      ...(expiry > 0 ? { sessionExpiryInterval: 0 } : {}),
      ...(connect.clientId === '' ? { assignedClientIdentifier: clientId } : {}),
    },
  };
}
