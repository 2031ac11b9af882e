import type { Topic } from '@app/contracts';
import type { EventLog } from '@app/event-log';

/** What a case may ask of a log besides the defaults (4 keyed partitions, ample room, no protected groups). */
export interface EventLogSetup {
  readonly partitions?: number;
  readonly maxBytes?: number;
  readonly protectedGroups?: Readonly<Partial<Record<Topic, readonly string[]>>>;
}

/** One storage, on which a case opens its logs. */
export interface EventLogHarness {
  /** A log, open, on this harness's storage; opened again it finds what the last one left. */
  open(setup?: EventLogSetup): Promise<EventLog>;
  /** Lets retention by age drop everything that it may drop. */
  expire(log: EventLog): Promise<void>;
  /** Closes what is open and removes the storage. */
  dispose(): Promise<void>;
}
