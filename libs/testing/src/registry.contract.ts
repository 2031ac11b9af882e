import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAreaFacts } from './registry/area-facts.cases.js';
import { describeCodecs } from './registry/codecs.cases.js';
import { describeDeviceTrust } from './registry/device-trust.cases.js';
import { describeInventory } from './registry/inventory.cases.js';
import { describeLedger } from './registry/ledger.cases.js';
import { describeOutbox } from './registry/outbox.cases.js';
import { describePartitions } from './registry/partitions.cases.js';
import { describeReportingSets } from './registry/reporting-sets.cases.js';
import { describeRevisions } from './registry/revisions.cases.js';
import { describeTransactions } from './registry/transactions.cases.js';
import { describeWork } from './registry/work.cases.js';
import type { TestRegistry } from './test-registry.js';

/** What both engines of the registry must do. `create` opens one with the seeds' catalogue; it is closed at the end. */
export function describeRegistryContract(name: string, create: () => Promise<TestRegistry>): void {
  describe(`registry contract: ${name}`, () => {
    let r: TestRegistry;

    beforeAll(async () => {
      r = await create();
    });

    afterAll(async () => {
      await r.close();
    });

    describeTransactions(() => r);
    describePartitions(() => r);
    describeLedger(() => r);
    describeWork(() => r);
    describeInventory(() => r);
    describeDeviceTrust(() => r);
    describeCodecs(() => r);
    describeAreaFacts(() => r);
    describeRevisions(() => r);
    describeReportingSets(() => r);
    describeOutbox(() => r);
  });
}
