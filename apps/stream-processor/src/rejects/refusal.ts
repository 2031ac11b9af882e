import type { RejectReason } from '@app/contracts';
import type { StoredRecord } from '@app/event-log';

/** Something refused of one message: the message or a reading as a whole, or one measure of a stored reading. */
export interface Refusal {
  readonly record: StoredRecord;
  /** Index in the message's array; -1 for the message as a whole. */
  readonly index: number;
  readonly reason: RejectReason;
  readonly detail: string;
}
