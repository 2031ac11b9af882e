import { CreateRegistry1764000000000 } from './1764000000000-create-registry.js';

/** Every migration, oldest first. Appended to, never edited. */
export const MIGRATIONS = [CreateRegistry1764000000000];
