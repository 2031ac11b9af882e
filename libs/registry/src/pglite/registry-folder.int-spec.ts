import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openRegistry, openRegistryFolder, type TestRegistry } from '@app/testing';

const HERE = dirname(fileURLToPath(import.meta.url));
const TESTING = join(HERE, '..', '..', '..', 'testing', 'src');

/** A new registry without seeds, and the folder that its kin are opened in. */
async function anew(): Promise<{ first: TestRegistry; warnings: string[] }> {
  const warnings: string[] = [];
  const log = {
    info: () => {},
    warn: (_: object, text: string) => void warnings.push(text),
    error: (_: object, text: string) => void warnings.push(text),
  };
  return { first: await openRegistryFolder(log), warnings };
}

async function flipOneBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  await writeFile(file, bytes);
}

/** Runs the writing child until it has promised `commits` commits, kills it and returns what it promised. */
async function promisedUntilKilled(folder: string, commits: number): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(TESTING, 'typescript-hooks.mjs'),
      join(TESTING, 'children', 'registry-writer.ts'),
      folder,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  let last = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === commits) child.kill('SIGKILL');
  }
  await exited;
  return last;
}

describe('a registry folder', () => {
  const cleanup: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of cleanup.splice(0).reverse()) await close();
  });

  const reopened = async (first: TestRegistry): Promise<TestRegistry> => {
    const again = await openRegistry(first.options);
    cleanup.push(() => again.close());
    return again;
  };

  it('opens after SIGKILL with every committed transaction and no half of one', async () => {
    const { first } = await anew();
    cleanup.push(() => first.close());
    await first.registry.close();

    const promised = await promisedUntilKilled(first.options.folder, 40);
    const { registry } = await reopened(first);

    const rows = await registry.query<{ key: string }>(
      `SELECT key FROM setting WHERE key ~ '^[0-9]+[.][ab]$'`,
    );
    const found = new Set(rows.map((row) => row.key));
    const halves = [...found].filter(
      (key) => !found.has(key.endsWith('a') ? key.replace('a', 'b') : key.replace('b', 'a')),
    );
    const lost = Array.from({ length: promised + 1 }, (_, n) => `${n}.b`).filter((key) => !found.has(key));
    expect(promised).toBeGreaterThanOrEqual(40);
    expect({ halves, lost }).toEqual({ halves: [], lost: [] });
  });

  it('comes back from its newest dump when its files are broken, and says so', async () => {
    const { first, warnings } = await anew();
    cleanup.push(() => first.close());
    await first.settings.set('before', '1');
    await first.registry.dump();
    await first.settings.set('after', '1');
    await first.registry.close();
    await writeFile(join(first.options.folder, 'global', 'pg_control'), Buffer.alloc(8_192, 7));

    const again = await reopened(first);

    expect(await again.settings.get('before')).toBe('1');
    expect(await again.settings.get('after')).toBeNull();
    expect(warnings.join()).toMatch(/restored from a dump/);
  });

  it('takes the dump before when the newest one is damaged, says so, and keeps two', async () => {
    const { first, warnings } = await anew();
    cleanup.push(() => first.close());
    for (const n of ['1', '2', '3']) {
      await first.settings.set('n', n);
      await first.registry.dump();
    }
    await first.registry.close();
    const names = await readdir(`${first.options.folder}-dumps`);
    const dumps = names.filter((name) => name.endsWith('.tar')).sort();
    await flipOneBit(join(`${first.options.folder}-dumps`, dumps.at(-1) ?? ''));
    await rm(join(first.options.folder, 'global'), { recursive: true });

    const again = await reopened(first);

    expect([dumps.length, names.length]).toEqual([2, 4]);
    expect(await again.settings.get('n')).toBe('2');
    expect(warnings.join()).toMatch(/a dump of the registry cannot be restored; trying the one before/);
  });

  it('comes back from its dump when its folder is not there', async () => {
    const { first } = await anew();
    cleanup.push(() => first.close());
    await first.settings.set('before', '1');
    await first.registry.dump();
    await first.registry.close();
    await rm(first.options.folder, { recursive: true });

    const again = await reopened(first);

    expect(await again.settings.get('before')).toBe('1');
  });

  it('is refused when it is broken and has no dump, and left as it is', async () => {
    const { first } = await anew();
    cleanup.push(() => first.close());
    await first.registry.close();
    await rm(join(first.options.folder, 'global'), { recursive: true });

    await expect(openRegistry(first.options)).rejects.toMatchObject({ code: 'REGISTRY_CORRUPT' });
    expect(await readdir(first.options.folder)).toContain('base');
  });

  it('keeps its tables small without autovacuum', async () => {
    const { first } = await anew();
    cleanup.push(() => first.close());
    for (let n = 0; n < 200; n++) await first.partitions.claim('g', 't', 0);

    await first.registry.tidy();

    const [size] = await first.registry.query<{ n: number }>(
      `SELECT pg_relation_size('partition_position') AS n`,
    );
    expect(size?.n).toBeLessThanOrEqual(16_384);
  });
});
