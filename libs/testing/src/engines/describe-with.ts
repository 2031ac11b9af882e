import { describe } from '@jest/globals';
import { type TestEngine, testEngines } from './engines.js';

const NAMES: Readonly<Record<TestEngine, string>> = {
  docker: 'Docker',
  compiler: 'C compiler on Linux',
  kafka: 'Kafka',
  influx1: 'InfluxDB 1.x',
  postgres: 'PostgreSQL',
  browser: 'Chromium',
};

/**
 * A suite that needs real engines. Where one is missing its tests are skipped by name; `npm test` then lists them as
 * left out, which it tells by the words added here.
 */
export function describeWith(
  needs: TestEngine | readonly TestEngine[],
  name: string,
  suite: () => void,
): void {
  const engines = testEngines();
  const missing = [needs].flat().filter((engine) => engines[engine] === null);
  if (missing.length === 0) describe(name, suite);
  else describe.skip(`${name} [left out: no ${missing.map((engine) => NAMES[engine]).join(', ')}]`, suite);
}
