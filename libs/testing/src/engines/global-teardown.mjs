// Jest's globalTeardown: after the last suite, whatever came of it.
export default async function tearDown() {
  await globalThis.stopTestEngines?.();
}
