/** Codes of Kafka's protocol that are more than "try again". */
export const KAFKA_ERROR = {
  none: 0,
  offsetOutOfRange: 1,
  messageTooLarge: 10,
  topicAlreadyExists: 36,
  outOfOrderSequence: 45,
  duplicateSequence: 46,
  invalidProducerEpoch: 47,
  unknownProducerId: 59,
  producerFenced: 90,
} as const;

const NAMES: Readonly<Record<number, string>> = {
  1: 'OFFSET_OUT_OF_RANGE',
  2: 'CORRUPT_MESSAGE',
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  5: 'LEADER_NOT_AVAILABLE',
  6: 'NOT_LEADER_OR_FOLLOWER',
  7: 'REQUEST_TIMED_OUT',
  8: 'BROKER_NOT_AVAILABLE',
  10: 'MESSAGE_TOO_LARGE',
  19: 'NOT_ENOUGH_REPLICAS',
  20: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  31: 'CLUSTER_AUTHORIZATION_FAILED',
  45: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  46: 'DUPLICATE_SEQUENCE_NUMBER',
  47: 'INVALID_PRODUCER_EPOCH',
  56: 'KAFKA_STORAGE_ERROR',
  59: 'UNKNOWN_PRODUCER_ID',
  87: 'INVALID_RECORD',
  90: 'PRODUCER_FENCED',
};

/** The protocol's name of a code, for messages. */
export function errorName(code: number): string {
  return NAMES[code] ?? `error ${code}`;
}

/** True when the producer id is spent and only a fresh one can go on. */
export function needsNewProducer(code: number): boolean {
  return (
    code === KAFKA_ERROR.outOfOrderSequence ||
    code === KAFKA_ERROR.invalidProducerEpoch ||
    code === KAFKA_ERROR.unknownProducerId ||
    code === KAFKA_ERROR.producerFenced
  );
}
