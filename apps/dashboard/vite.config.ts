import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const platform = 'http://127.0.0.1:8080';
const out = join(import.meta.dirname, '..', '..', 'dist', 'dashboard');

/** Lays a compressed twin beside each built file, for city-api to send. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async closeBundle() {
      const names = await readdir(out, { recursive: true });
      const texts = names
        .filter((name) => /\.(m?js|css|html|svg)$/.test(name))
        .map((name) => join(out, name));
      await Promise.all(
        texts.map(async (file) => {
          const bytes = await readFile(file);
          await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
          await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
        }),
      );
    },
  };
}

/**
 * The page is built into dist/dashboard, from where city-api serves it; in development its calls go to a running
 * platform. Nothing is inlined: the page's content security policy allows no data: fonts.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  resolve: {
    alias: { '@app/api-client': `${import.meta.dirname}/../../libs/api-client/src/index.ts` },
  },
  build: { outDir: out, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': platform, '/ready': platform } },
});
