// Which packages leave the house: what the services need at run time, and what is bundled into the page.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of node_modules, of those in the lockfile, that are shipped. `page`: names that the page's sources import. */
export function shippedFolders(lock, page) {
  const all = lock.packages;
  const shipped = new Set(
    Object.keys(all).filter((path) => path !== '' && !all[path].dev && !all[path].link),
  );
  const open = page.map((name) => `node_modules/${name}`).filter((path) => path in all);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (shipped.has(path)) continue;
    shipped.add(path);
    for (const name of Object.keys({ ...all[path].dependencies, ...all[path].optionalDependencies })) {
      const found = resolve(all, path, name);
      if (found !== null) open.push(found);
    }
  }
  return [...shipped].toSorted();
}

/** Where Node finds a package that another one asks for: beside it, or further up. */
function resolve(all, from, name) {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const path = `${folder}/node_modules/${name}`;
    if (path in all) return path;
    if (!folder.includes('/node_modules/')) break;
  }
  return `node_modules/${name}` in all ? `node_modules/${name}` : null;
}

/** Name of a package by its folder in node_modules. */
export function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** An import of a module or a style, by where it stands: nothing else begins a line so. */
const IMPORT =
  /^(?:(?:import|export|\}).* from |import )['"]([^'"]+)['"];$|^@import (?:url\()?['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm;

/** Names of the packages that the sources under a folder import; tests are no part of them. */
function importedPackages(folder) {
  const found = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(tsx?|css)$/.test(entry.name) || /\.spec\.tsx?$/.test(entry.name)) continue;
    for (const name of namesIn(readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')))
      found.add(name);
  }
  return [...found].toSorted((a, b) => (a < b ? -1 : 1));
}

function namesIn(text) {
  return [...text.matchAll(IMPORT)].flatMap(([, ...quoted]) => {
    const from = quoted.find((one) => one !== undefined) ?? '';
    const name = /^(?:@[^/]+\/[^/]+|[^@./][^/]*)/.exec(from)?.[0];
    return name === undefined || name.startsWith('@app/') || name.startsWith('node:') ? [] : [name];
  });
}

/** The lockfile and what is shipped of it. */
export function readShipped(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const page = importedPackages(join(root, 'apps', 'dashboard', 'src'));
  return { lock, page, folders: shippedFolders(lock, page) };
}

/** What a package says of itself; null where it is not installed, as those for other machines. */
export function manifestOf(root, path) {
  const file = join(root, path, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
