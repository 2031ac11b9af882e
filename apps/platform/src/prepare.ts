import 'reflect-metadata';
import { join } from 'node:path';
import { buildTemplate, templateFile } from '@app/registry';

// The slow part of a first start, done once at build time: a migrated, seeded registry to begin from.
const root = join(import.meta.dirname, '..', '..', '..', '..');
await buildTemplate(templateFile(), join(root, 'seeds'));
