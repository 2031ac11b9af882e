// Every package that is shipped is under a licence that allows it; a gate of `npm test`.
import { EXCEPTIONS, licenceMistake } from './lib/licences.mjs';
import { root } from './lib/prepared.mjs';
import { manifestOf, nameOf, readShipped } from './lib/shipped.mjs';
import { done, fail } from './lib/steps.mjs';

const { lock, folders } = readShipped(root);
const packages = folders.flatMap((path) => {
  const manifest = manifestOf(root, path);
  if (manifest !== null) return [manifest];
  // For another machine: not installed here, and judged where it is.
  return lock.packages[path].optional ? [] : [{ name: nameOf(path), version: lock.packages[path].version }];
});
const mistakes = packages.flatMap((one) => licenceMistake(one) ?? []);
for (const name of Object.keys(EXCEPTIONS))
  if (!packages.some((one) => one.name === name))
    mistakes.push(`${name} is an exception, and nothing ships it`);
if (mistakes.length > 0) fail(`licences:\n${mistakes.join('\n')}`);
done(`licences of ${packages.length} packages that are shipped`);
