// Jest's globalSetup of the suites that need real engines: once a run, before the first of them.
import '../typescript-hooks.mjs';

export default async function setUp() {
  const { startEngines } = await import('./start-engines.ts');
  globalThis.stopTestEngines = await startEngines(process.env);
}
