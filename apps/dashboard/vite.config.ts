import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page is built into dist/dashboard, from where city-api serves it; in development its calls go to a running platform. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: '../../dist/dashboard', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
