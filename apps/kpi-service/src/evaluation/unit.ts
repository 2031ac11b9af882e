import type { WorkKey } from '@app/registry';

/** A piece of work: all cells of a domain that one evaluation covers; starts lie in [from, to). */
export interface Unit {
  readonly domain: string;
  /** `hour` covers 5min and 15min as well. */
  readonly level: WorkKey['level'];
  readonly from: number;
  readonly to: number;
}
