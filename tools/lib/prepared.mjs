// What has to be there before anything runs: packages and build, each made again only when its inputs changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBill } from './sbom.mjs';
import { done, step } from './steps.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const packagesStamp = join(root, 'node_modules', '.nhippho-installed');
const buildStamp = join(root, 'dist', '.built');

/** Installs the packages of the lockfile unless that has been done for this very lockfile. */
export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (readIf(packagesStamp) === wanted) return;
  const installed = existsSync(join(root, 'node_modules', '.package-lock.json'));
  if (installed && lockfileIsInstalled()) {
    writeFileSync(packagesStamp, wanted);
    return;
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await step('installing packages', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
  });
  writeFileSync(packagesStamp, wanted);
}

/** True when node_modules was written after the lockfile by an ordinary `npm install` or `npm ci`. */
function lockfileIsInstalled() {
  const marker = join(root, 'node_modules', '.package-lock.json');
  return statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Builds services, page and registry template unless the sources are those of the last build. */
export async function ensureBuild() {
  const wanted = sourcesDigest();
  if (readIf(buildStamp) === wanted) {
    done('build is up to date');
    return;
  }
  await build(wanted);
}

/** Builds in any case. */
export async function build(digest = sourcesDigest()) {
  const bin = (name, path) => join(root, 'node_modules', name, path);
  rmSync(buildStamp, { force: true });
  await step(
    'building services',
    process.execPath,
    [bin('@nestjs/cli', 'bin/nest.js'), 'build', 'platform'],
    {
      cwd: root,
    },
  );
  await step('building page', process.execPath, [bin('vite', 'bin/vite.js'), 'build', 'apps/dashboard'], {
    cwd: root,
  });
  await step('preparing registry', process.execPath, ['dist/apps/platform/src/prepare.js'], { cwd: root });
  await writeBill(root);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, digest);
}

function sourcesDigest() {
  const hash = createHash('sha256');
  hash.update(process.version);
  for (const folder of ['apps', 'libs', 'seeds'])
    for (const file of filesUnder(join(root, folder))) add(hash, file);
  for (const file of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json']) {
    add(hash, join(root, file));
  }
  return hash.digest('hex');
}

function add(hash, file) {
  hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
}

function* filesUnder(folder) {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (!/\.(spec|int-spec)\.ts$/.test(entry.name)) yield path;
  }
}

function readIf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
