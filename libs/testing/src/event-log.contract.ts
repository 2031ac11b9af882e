import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Topic } from '@app/contracts';
import type { EventLog } from '@app/event-log';
import { appendingCases } from './event-log/appending.cases.js';
import { consumingCases } from './event-log/consuming.cases.js';
import { keepingCases } from './event-log/keeping.cases.js';

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

/** The promises of the event log port, for any adapter. `create` makes an empty storage. */
export function describeEventLogContract(name: string, create: () => Promise<EventLogHarness>): void {
  describe(`${name} as an event log`, () => {
    let harness: EventLogHarness;
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.dispose());

    appendingCases(() => harness);
    consumingCases(() => harness);
    keepingCases(() => harness);
  });
}
