import { CreateRegistry1764000000000 } from './1764000000000-create-registry.js';
import { TraceOfWork1764200000000 } from './1764200000000-trace-of-work.js';
import { RedoOfPartition1764300000000 } from './1764300000000-redo-of-partition.js';
import { AreaFacts1764401200000 } from './1764401200000-area-facts.js';
import { Trace1764401400000 } from './1764401400000-trace.js';
import { PlanUpdates1764401500000 } from './1764401500000-plan-updates.js';
import { OwnCatalogue1764401600000 } from './1764401600000-own-catalogue.js';
import { People1764800000000 } from './1764800000000-people.js';
import { Outbox1764801100000 } from './1764801100000-outbox.js';
import { Alarms1764801200000 } from './1764801200000-alarms.js';
import { Webhooks1764801900000 } from './1764801900000-webhooks.js';
import { SavedQueries1764802000000 } from './1764802000000-saved-queries.js';
import { DeviceCodec1764900000000 } from './1764900000000-device-codec.js';
import { Replay1764900100000 } from './1764900100000-replay.js';
import { ClaimCodes1764910100000 } from './1764910100000-claim-codes.js';
import { DeviceTrust1764910000000 } from './1764910000000-device-trust.js';

/** Every migration, oldest first. Appended to, never edited. */
export const MIGRATIONS = [
  CreateRegistry1764000000000,
  TraceOfWork1764200000000,
  RedoOfPartition1764300000000,
  AreaFacts1764401200000,
  Trace1764401400000,
  PlanUpdates1764401500000,
  OwnCatalogue1764401600000,
  People1764800000000,
  Outbox1764801100000,
  Alarms1764801200000,
  Webhooks1764801900000,
  SavedQueries1764802000000,
  DeviceCodec1764900000000,
  Replay1764900100000,
  DeviceTrust1764910000000,
  ClaimCodes1764910100000,
];
