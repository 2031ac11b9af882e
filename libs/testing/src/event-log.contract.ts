import { afterEach, beforeEach, describe } from '@jest/globals';
import { appendingCases } from './event-log/appending.cases.js';
import { consumingCases } from './event-log/consuming.cases.js';
import type { EventLogHarness } from './event-log/harness.js';
import { keepingCases } from './event-log/keeping.cases.js';

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
