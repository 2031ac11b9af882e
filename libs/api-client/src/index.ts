export { NhipPhoClient } from './client.js';
export type { ClientOptions } from './client.js';
export { ApiError } from './api-error.js';
export type { Problem } from './api-error.js';
export type { BodyOf, FileBody, ItemOf, ListPath, PathOf, QueryOf, ReplyOf } from './operations.js';
export type { paths } from './openapi.generated.js';

import type { components } from './openapi.generated.js';

/** What the interface's documents are made of, by name: `Schemas['KpiItem']`. */
export type Schemas = components['schemas'];
