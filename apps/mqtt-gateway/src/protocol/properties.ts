/** Properties that a client may give in each place [MQTT 5.0, table 2-4], by the codec's names. */
const PROPERTIES_OF = {
  connect: new Set([
    'sessionExpiryInterval',
    'receiveMaximum',
    'maximumPacketSize',
    'topicAliasMaximum',
    'requestResponseInformation',
    'requestProblemInformation',
    'userProperties',
    'authenticationMethod',
    'authenticationData',
  ]),
  will: new Set([
    'willDelayInterval',
    'payloadFormatIndicator',
    'messageExpiryInterval',
    'contentType',
    'responseTopic',
    'correlationData',
    'userProperties',
  ]),
  subscribe: new Set(['subscriptionIdentifier', 'userProperties']),
  unsubscribe: new Set(['userProperties']),
  disconnect: new Set(['sessionExpiryInterval', 'reasonString', 'userProperties']),
} as const;

/**
 * True when decoded properties are all in their place, and each but the user's there once: the codec takes any property
 * anywhere and makes a list of one that is repeated, which no limit then compares with.
 */
export function areProperties(properties: object | undefined, place: keyof typeof PROPERTIES_OF): boolean {
  const allowed: ReadonlySet<string> = PROPERTIES_OF[place];
  return Object.entries(properties ?? {}).every(
    ([name, value]) => allowed.has(name) && (name === 'userProperties' || !Array.isArray(value)),
  );
}
