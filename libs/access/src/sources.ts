import type { Credential, InventorySnapshot } from '@app/registry';

/** Where stored secrets are looked up; the registry's CredentialRepository is one. */
export interface CredentialSource {
  /** Those of some principals that are not revoked; one may be over by its time. */
  of(principals: readonly string[]): Promise<readonly Credential[]>;
}

/** Where changes and the devices' gateways come from; the registry's InventoryCache is one. */
export interface InventorySource {
  current(): InventorySnapshot;
  refresh(): Promise<InventorySnapshot>;
  onChange(
    listener: (
      snapshot: InventorySnapshot,
      changes: readonly { readonly kind?: string; readonly key: string }[],
    ) => void,
  ): () => void;
}
