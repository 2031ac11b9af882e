import { describe, expect, it } from '@jest/globals';
import { query } from '../sql.js';
import { EngineThread } from './engine-thread.js';
import { pgliteSource } from './pglite-engine.js';

const ANSWERS = 300;
const ROUNDS = 5;
const BYTES = 1_000_000;

describe("the thread of the registry's engine", () => {
  // What is kept grows with every answer. What only waits to be collected stops growing, but no one says when.
  it('keeps nothing of what it has answered', async () => {
    const engine = await EngineThread.open('memory://');
    const source = await pgliteSource(engine);
    const ask = async (): Promise<void> => {
      for (let i = 0; i < ANSWERS; i++) await query(source, `SELECT repeat('x', ${BYTES}) AS text`);
    };
    try {
      await ask();
      const before = process.memoryUsage.rss();
      let keptOfAnswer = Infinity;
      for (let round = 1; round <= ROUNDS && keptOfAnswer >= BYTES / 2; round++) {
        await ask();
        keptOfAnswer = (process.memoryUsage.rss() - before) / (round * ANSWERS);
      }

      expect(keptOfAnswer).toBeLessThan(BYTES / 2);
    } finally {
      await source.destroy();
      await engine.close();
    }
  });
});
