import type { Principal } from '@app/access';
import type { Inlet, RejectReason } from '@app/contracts';
import type { LogRecord } from '@app/event-log';
import { rawHeaders } from './topic-routes.js';

const KEPT_BYTES = 4_096;
const KEPT_CHARS = 256;
const NOTHING = new Uint8Array(0);

/** What was refused after authentication. */
export interface Refusal {
  readonly reason: RejectReason;
  readonly topic: string;
  /** In words, for the operator. */
  readonly detail: string;
  readonly inlet: Inlet;
  readonly payload?: Uint8Array;
}

/** The small record in ❶ that accounts for a refused message to whoever sent it; holds the first 4 kB of it. */
export function refusalRecord(
  principal: Pick<Principal, 'id'>,
  refusal: Refusal,
  timestamp: number,
): LogRecord {
  return {
    key: principal.id,
    value: refusal.payload?.subarray(0, KEPT_BYTES) ?? NOTHING,
    headers: rawHeaders({
      device: principal.id,
      topic: refusal.topic.slice(0, KEPT_CHARS),
      inlet: refusal.inlet,
      refused: refusal.reason,
      detail: refusal.detail.slice(0, KEPT_CHARS),
    }),
    timestamp,
  };
}
