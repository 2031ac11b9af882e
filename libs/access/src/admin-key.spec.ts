import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AdminKey } from './admin-key.js';

describe('AdminKey', () => {
  let dir: string;
  beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'nhippho-key-'))));
  afterEach(() => rm(dir, { recursive: true }));

  it('is generated at the first start, readable by its owner only, and kept', async () => {
    const first = await AdminKey.open(dir, null);
    const second = await AdminKey.open(dir, null);

    const kept = (await readFile(join(dir, 'admin.key'), 'utf8')).trim();
    expect((await stat(join(dir, 'admin.key'))).mode & 0o777).toBe(0o600);
    expect(first.generated).toBe(kept);
    expect(second.generated).toBeNull();
    expect(second.verify(kept)).toBe(true);
    expect(second.verify('other')).toBe(false);
  });

  it('is the given one where one is given, which takes the place of the one kept', async () => {
    await AdminKey.open(dir, null);

    const key = await AdminKey.open(dir, 'a-given-key');

    expect(key.verify('a-given-key')).toBe(true);
    expect(key.generated).toBeNull();
    expect((await readFile(join(dir, 'admin.key'), 'utf8')).trim()).toBe('a-given-key');
    expect((await stat(join(dir, 'admin.key'))).mode & 0o777).toBe(0o600);
  });
});
