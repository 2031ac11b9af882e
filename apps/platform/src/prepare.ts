import 'reflect-metadata';
import { buildTemplate } from '@app/registry';

// The slow part of a first start, done once at build time: a migrated, seeded registry to begin from.
await buildTemplate();
