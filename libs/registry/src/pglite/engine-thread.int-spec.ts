import { describe, expect, it } from '@jest/globals';
import { query } from '../sql.js';
import { EngineThread } from './engine-thread.js';
import { pgliteSource } from './pglite-engine.js';

const ANSWERS = 300;
const BYTES = 1_000_000;

describe("the thread of the registry's engine", () => {
  it('keeps nothing of what it has answered', async () => {
    const engine = await EngineThread.open('memory://');
    const source = await pgliteSource(engine);
    const ask = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) await query(source, `SELECT repeat('x', ${BYTES}) AS text`);
    };
    try {
      await ask(20);
      const before = process.memoryUsage.rss();
      await ask(ANSWERS);

      expect(process.memoryUsage.rss() - before).toBeLessThan((ANSWERS * BYTES) / 2);
    } finally {
      await source.destroy();
      await engine.close();
    }
  });
});
