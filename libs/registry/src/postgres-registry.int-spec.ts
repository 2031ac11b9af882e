import {
  createDatabase,
  describeRegistryContract,
  describeWith,
  openRegistry,
  seedsFolder,
} from '@app/testing';
import { RegistryOptions } from './registry-options.js';

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

describeWith('postgres', 'registry on a PostgreSQL server', () => {
  describeRegistryContract('PostgreSQL', async () => {
    const database = await createDatabase();
    const opened = await openRegistry(
      new RegistryOptions('postgres', '', database.url, seedsFolder(), null, SILENT),
    );
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await database.drop();
      },
    };
  });
});
