import type { StoredSecret } from '../inventory/new-inventory.js';

/** What the devices of a batch of claim codes are. Times are epoch ms. */
export interface NewClaimBatch {
  readonly id: string;
  readonly note: string;
  readonly profile: string;
  readonly cadenceS: number;
  /** Code of an area of the set in force; null: anywhere. */
  readonly area: string | null;
  readonly station: string | null;
  readonly madeBy: string;
  readonly expiresAt: number;
}

/** A batch with how far it has got. */
export interface ClaimBatch extends NewClaimBatch {
  readonly madeAt: number;
  readonly revokedAt: number | null;
  readonly codes: number;
  readonly claimed: number;
}

/** A code to be kept: its public part, and of the other one the salted hash. */
export interface NewClaimCode {
  readonly id: string;
  /** Id that its device gets. */
  readonly device: string;
  readonly secret: StoredSecret;
}

/** A kept code with its batch. */
export interface ClaimCode extends StoredSecret {
  readonly id: string;
  readonly device: string;
  readonly claimedAt: number | null;
  readonly batch: NewClaimBatch & { readonly revokedAt: number | null };
}
