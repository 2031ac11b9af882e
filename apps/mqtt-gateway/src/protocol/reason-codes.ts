/** MQTT 5.0 reason codes that this server sends [MQTT 5.0, 2.4]. */
export const REASON = {
  success: 0x00,
  noSubscriptionExisted: 0x11,
  malformedPacket: 0x81,
  protocolError: 0x82,
  implementationSpecific: 0x83,
  notSupportedVersion: 0x84,
  clientIdNotValid: 0x85,
  badUserNameOrPassword: 0x86,
  notAuthorized: 0x87,
  serverUnavailable: 0x88,
  serverBusy: 0x89,
  serverShuttingDown: 0x8b,
  badAuthenticationMethod: 0x8c,
  keepAliveTimeout: 0x8d,
  sessionTakenOver: 0x8e,
  topicFilterInvalid: 0x8f,
  topicNameInvalid: 0x90,
  packetIdNotFound: 0x92,
  topicAliasInvalid: 0x94,
  packetTooLarge: 0x95,
  quotaExceeded: 0x97,
  sharedSubscriptionsNotSupported: 0x9e,
  subscriptionIdsNotSupported: 0xa1,
} as const;

/** CONNACK return codes of MQTT 3.1.1 [MQTT 3.1.1, 3.2.2.3]. */
const RETURN_CODE = {
  accepted: 0,
  unacceptableVersion: 1,
  identifierRejected: 2,
  serverUnavailable: 3,
  badUserNameOrPassword: 4,
  notAuthorized: 5,
} as const;

/** The 3.1.1 return code that says most nearly what a 5.0 reason code says. */
export function returnCodeOf(reason: number): number {
  switch (reason) {
    case REASON.success:
      return RETURN_CODE.accepted;
    case REASON.notSupportedVersion:
      return RETURN_CODE.unacceptableVersion;
    case REASON.clientIdNotValid:
      return RETURN_CODE.identifierRejected;
    case REASON.badUserNameOrPassword:
      return RETURN_CODE.badUserNameOrPassword;
    case REASON.notAuthorized:
      return RETURN_CODE.notAuthorized;
    default:
      return RETURN_CODE.serverUnavailable;
  }
}
