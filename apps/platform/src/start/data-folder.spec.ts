import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { takeDataFolder } from './data-folder.js';

describe('takeDataFolder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nhippho-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the folder and keeps another process out until it is let go', () => {
    const data = join(folder, 'data');
    const release = takeDataFolder(data);

    const whileHeld = tryFromElsewhere(data);
    release();
    const afterwards = tryFromElsewhere(data);

    expect([whileHeld, afterwards]).toEqual(['false', 'true']);
  });
});

/** Whether another process can take the lock, as it prints it. */
function tryFromElsewhere(data: string): string {
  const script = `
    const fs = require('node:fs');
    const file = fs.openSync(process.argv[1], 'a+');
    console.log(require('fs-native-extensions').tryLock(file));`;
  return spawnSync(process.execPath, ['-e', script, join(data, '.lock')], { encoding: 'utf8' }).stdout.trim();
}
