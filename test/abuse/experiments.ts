import { sixtyAttempts } from './authorisation/sixty-attempts.js';
import { reconnectStorm } from './connections/reconnect-storm.js';
import type { Experiment } from './experiment.js';
import { randomKills } from './kills/random-kills.js';
import { noisyDevice } from './messages/noisy-device.js';
import { poisonedBatch } from './messages/poisoned-batch.js';
import { shuffled } from './messages/shuffled.js';
import { hostileKeys } from './names/hostile-keys.js';
import { hostileNames } from './names/hostile-names.js';
import { anyRequest } from './openapi/any-request.js';
import { slowAndOversize } from './senders/slow-and-oversize.js';
import { soak } from './soak/soak.js';

/** In the order in which they are done to one platform; last the one after which it has thousands of odd things. */
export const EXPERIMENTS: readonly Experiment[] = [
  shuffled,
  poisonedBatch,
  noisyDevice,
  randomKills,
  soak,
  reconnectStorm,
  slowAndOversize,
  sixtyAttempts,
  hostileNames,
  hostileKeys,
  anyRequest,
];
