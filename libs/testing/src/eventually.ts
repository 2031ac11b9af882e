import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits until `check` returns a value other than undefined, null or false, and resolves to it.
 * Throws after `withinMs`, naming `what` and the last error; used instead of sleeping.
 */
export async function eventually<T>(
  what: string,
  check: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  withinMs = 60_000,
  everyMs = 20,
): Promise<T> {
  const until = Date.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await check();
      if (value !== undefined && value !== null && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw new Error(`waited ${withinMs} ms in vain for: ${what}`, { cause: last });
    await delay(everyMs);
  }
}
