import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import locks from 'fs-native-extensions';

/** Another process holds the data folder. */
export class DataFolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly holder: string,
  ) {
    super(`data folder ${folder} is in use${holder === '' ? '' : ` by process ${holder}`}`);
    this.name = 'DataFolderInUse';
  }
}

/**
 * Takes the data folder for this process alone, making it where it doesn't exist. The operating system lets go of
 * the lock when the process ends, however it ends.
 * @returns how to let go of it
 * @throws DataFolderInUse
 */
export function takeDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, '.lock');
  const file = openSync(path, 'a+');
  if (!locks.tryLock(file)) {
    closeSync(file);
    throw new DataFolderInUse(folder, readFileSync(path, 'utf8').trim());
  }
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`);
  return () => {
    locks.unlock(file);
    closeSync(file);
  };
}
