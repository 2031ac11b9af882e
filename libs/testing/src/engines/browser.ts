import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a browser of the Chromium family is called where it comes from a distribution or its maker. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser that NHIPPHO_TEST_BROWSER names, or else the first one in PATH; null where there is none. */
export function findBrowser(
  env: Readonly<Record<string, string | undefined>>,
): { readonly executable: string } | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const named = env['NHIPPHO_TEST_BROWSER'];
  const executable = (named ? [named] : inPath).find(isExecutable);
  return executable === undefined ? null : { executable };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
