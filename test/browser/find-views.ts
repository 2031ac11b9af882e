import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { View } from './view.js';

/** The views of all files in `pages/`, by file name. @throws where a file exports none */
export async function findViews(): Promise<readonly View[]> {
  const folder = join(import.meta.dirname, 'pages');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Promise.all(
    files.sort().map(async (file) => {
      const { view } = (await import(join(folder, file))) as { view?: View };
      if (view === undefined) throw new Error(`${file} exports no \`view\``);
      return view;
    }),
  );
}
