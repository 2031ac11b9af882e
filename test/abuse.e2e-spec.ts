import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AbusedPlatform } from './abuse/abused-platform.js';
import { FORMS } from './abuse/experiment.js';
import { EXPERIMENTS } from './abuse/experiments.js';

const SEED = 20_261_130;
const EACH_MS = 180_000;

describe('the platform bears', () => {
  let abused: AbusedPlatform;

  beforeAll(async () => {
    process.stdout.write(`seed ${SEED}\n`);
    abused = await AbusedPlatform.start(FORMS.short, SEED);
  });
  afterAll(() => abused.remove());

  it.each(
    EXPERIMENTS.filter(({ forms }) => forms?.includes('short') ?? true).map(
      (experiment) => [experiment.name, experiment] as const,
    ),
  )(
    '%s',
    async (_name, experiment) => {
      const { findings, sent } = await abused.suffer(experiment);

      expect(findings).toEqual([]);
      expect(sent).toBeGreaterThan(0);
    },
    EACH_MS,
  );
});
