import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// `node --import <this file> program.ts` runs a test's child process from the sources, as Jest runs its parent.
if (isMainThread) register(import.meta.url);

/** Test suites that come along with an import, and are never run here, find names that do nothing instead of a refusal. */
const NO_JEST =
  'data:text/javascript,export const [afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest] = Array(8).fill(() => {});';
const LIBS = new URL('../../', import.meta.url);

export async function resolve(specifier, context, next) {
  const lib = /^@app\/([^/]+)$/.exec(specifier);
  if (specifier === '@jest/globals') return { url: NO_JEST, shortCircuit: true };
  if (lib) return next(new URL(`${lib[1]}/src/index.ts`, LIBS).href, context);
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return next(source.href, context);
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transform } = await import('@swc/core'); // only the hooks' own thread needs it
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), {
    filename: path,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2023',
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  return { format: 'module', source: code, shortCircuit: true, responseURL: pathToFileURL(path).href };
}
