export { generateCredential, verify } from './credential.js';
export type { NewCredential } from './credential.js';
export type { Principal } from './principal.js';
export { Authenticator } from './authenticator.js';
export type { RevokedListener } from './authenticator.js';
export type { CredentialSource, InventorySource } from './sources.js';
export { AdminKey } from './admin-key.js';
export { GivenAdminKeyModule, KeptAdminKeyModule } from './admin-key.module.js';
export { AccessModule } from './access.module.js';
