/** How a message came in. `broker` means that identity rests on an external broker's access list. */
export type Inlet = 'mqtt' | 'http' | 'broker' | 'replay';

/**
 * Headers of a record in ❶ (and, with `reason`, in ❷). The value is the payload untouched; the record's
 * timestamp is the time of arrival in epoch milliseconds; its key is the device id.
 * Header values are strings because Kafka's are bytes.
 */
export interface RawHeaders {
  /** Device that the reading is accounted to: from the credential, never from the payload. */
  readonly device: string;
  /** MQTT topic, or `http`. */
  readonly topic: string;
  readonly inlet: Inlet;
  /** MQTT 5 content type or HTTP content type, where one was given. */
  readonly contentType?: string;
  /** Set on the small record that stands for a message which the gateway refused after authentication. */
  readonly refused?: RejectReason;
  /** What was refused, in words; with `refused` only. */
  readonly detail?: string;
  /** MQTT QoS 0: stored all the same, but nothing was promised. */
  readonly qos0?: '1';
  /** Set on a replay: `partition:offset:index` of the rejected message. */
  readonly replayOf?: string;
  /** W3C traceparent, where the sender gave one. */
  readonly trace?: string;
}

/** The closed list of reasons for which a reading, or a message, is rejected. Never renamed, only added to. */
export const REJECT_REASONS = [
  'not_json',
  'empty',
  'wrong_type',
  'too_deep',
  'duplicate_key',
  'forbidden_key',
  'no_time',
  'unknown_measure',
  'unknown_dimension',
  'out_of_range',
  'rate_of_change',
  'future',
  'too_old',
  'too_large',
  'foreign_topic',
  'unknown_codec',
  'store_refused',
  'quarantined',
] as const;

export type RejectReason = (typeof REJECT_REASONS)[number];
