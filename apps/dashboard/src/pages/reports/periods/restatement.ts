import type { Schemas } from '@app/api-client';

/** Values of a signed period that have come out differently since. */
export type Restatement = Schemas['Restatement'];
