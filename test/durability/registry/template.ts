import { join } from 'node:path';

/** The archive that new registries start from; the build makes it. */
export const TEMPLATE = join(import.meta.dirname, '..', '..', '..', 'dist', 'registry-template.tar.gz');
