import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const platform = 'http://127.0.0.1:8080';

/**
 * The page is built into dist/dashboard, from where city-api serves it; in development its calls go to a running
 * platform. Nothing is inlined: the page's content security policy allows no data: fonts.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../dist/dashboard', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  server: { proxy: { '/api': platform, '/ready': platform } },
});
