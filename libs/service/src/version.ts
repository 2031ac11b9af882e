import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version in package.json, found upwards from here in sources and build alike. */
export const VERSION: string = findVersion(import.meta.dirname);

function findVersion(folder: string): string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) return String(parsed.version);
  } catch {
    // Not in this folder: look in the one above.
  }
  const above = join(folder, '..');
  return above === folder ? '0.0.0' : findVersion(above);
}
