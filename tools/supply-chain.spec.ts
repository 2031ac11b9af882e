import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { EXCEPTIONS, licenceMistake } from './lib/licences.mjs';
import { type Bill, readBill } from './lib/sbom.mjs';
import { type Lock, nameOf, readShipped, shippedFolders } from './lib/shipped.mjs';

const ROOT = join(import.meta.dirname, '..');
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const { lock, page, folders } = readShipped(ROOT);

describe('the packages of the project', () => {
  it('are named by exact versions, and locked to just these', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(wanted.filter(([, version]) => !EXACT.test(version))).toEqual([]);
    for (const [name, version] of wanted)
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
  });

  it('are locked by the digest of what was published, and bound to no registry', () => {
    const { '': own, ...others } = lock.packages;
    const wrong = Object.entries(others).filter(
      ([, { integrity = '', resolved }]) => !integrity.startsWith('sha512-') || resolved !== undefined,
    );

    expect(own).toBeDefined();
    expect(Object.keys(others).length).toBeGreaterThan(500);
    expect(wrong.map(([path]) => path)).toEqual([]);
  });
});

describe('what is shipped', () => {
  const small: Lock = {
    packages: {
      '': {},
      'node_modules/served': { dependencies: { shared: '2' } },
      'node_modules/served/node_modules/shared': {},
      'node_modules/shared': { dev: true },
      'node_modules/page': { dev: true, dependencies: { inner: '1' } },
      'node_modules/page/node_modules/inner': { dev: true, dependencies: { shared: '1' } },
      'node_modules/only-for-tests': { dev: true },
    },
  };

  it('is what runs, and what the page bundles with all that it needs in turn', () => {
    expect(shippedFolders(small, []).map(nameOf)).toEqual(['served', 'shared']);
    expect(shippedFolders(small, ['page'])).toEqual([
      'node_modules/page',
      'node_modules/page/node_modules/inner',
      'node_modules/served',
      'node_modules/served/node_modules/shared',
      'node_modules/shared',
    ]);
  });

  it('has what the page imports, and no tools', () => {
    expect(page).toEqual(
      expect.arrayContaining(['@fontsource/be-vietnam-pro', 'maplibre-gl', 'react', 'uplot']),
    );
    expect(folders).toEqual(expect.arrayContaining(['node_modules/react', 'node_modules/kafkajs']));
    for (const tool of ['jest', 'vite', 'oxlint']) expect(folders).not.toContain(`node_modules/${tool}`);
  });
});

describe('licences', () => {
  const of = (license: unknown, name = 'x') => licenceMistake({ name, version: '1.0.0', license });

  it.each(['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC', '(GPL-2.0 OR (MIT AND Apache-2.0))', { type: 'ISC' }])(
    'such as %j may be shipped',
    (license) => {
      expect(of(license)).toBeNull();
    },
  );

  it.each(['GPL-3.0', 'MIT AND GPL-3.0', 'SEE LICENSE IN LICENSE', '', undefined, 'constructor'])(
    'such as %j may not',
    (license) => {
      expect(of(license)).toContain('x@1.0.0');
    },
  );

  it('that are exceptions hold for their package alone, and give a reason', () => {
    for (const [name, { licence, why }] of Object.entries(EXCEPTIONS)) {
      expect(why.length).toBeGreaterThan(10);
      expect([of(licence, name), of(licence, 'another')]).toEqual([null, expect.any(String)]);
    }
  });
});

describe('the bill of materials', () => {
  let bill: Bill;
  beforeAll(async () => {
    bill = await readBill(ROOT);
  });

  it('is CycloneDX of the whole application', () => {
    expect([bill.bomFormat, bill.metadata.component]).toEqual([
      'CycloneDX',
      expect.objectContaining({ name: 'nhip-pho', type: 'application' }),
    ]);
  });

  it('names every package that is shipped once, with version and address, and nothing else', () => {
    const wanted = folders.map((path) => `${nameOf(path)}@${lock.packages[path]?.version}`);

    expect(bill.components.map(({ name, version }) => `${name}@${version}`).toSorted()).toEqual(
      [...new Set(wanted)].toSorted(),
    );
    for (const { purl } of bill.components) expect(purl).toMatch(/^pkg:npm\/.+@\d/);
  });

  it('says what needs what, within itself', () => {
    const refs = new Set(bill.components.map((one) => one['bom-ref']));
    const needed = bill.dependencies.flatMap(({ dependsOn }) => dependsOn);

    expect(needed.length).toBeGreaterThan(folders.length / 2);
    expect(needed.filter((ref) => !refs.has(ref))).toEqual([]);
  });
});
