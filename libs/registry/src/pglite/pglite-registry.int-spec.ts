import { describeRegistryContract, openTestRegistry } from '@app/testing';

describeRegistryContract('PGlite', () => openTestRegistry());
