const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
      },
      module: { type: 'es6' },
    },
  ],
};

const common = {
  // One for all tiers, whatever each takes for temporary files.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform,
  moduleNameMapper: { '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/** Kafka, InfluxDB and PostgreSQL for whoever needs them: started once a run, none where there is no Docker. */
const engines = {
  globalSetup: '<rootDir>/libs/testing/src/engines/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/engines/global-teardown.mjs',
};

/** Whole systems that wait more than they work: for engines to stop and start, for readers to be cut off. */
const WAITING = [
  'alarm-storm',
  'durability',
  'external-broker',
  'faults',
  'frozen-readers',
  'full-disk',
  'outside-interface-replies',
  'silence',
  'simulator-ends',
  'tracing',
  'variables',
];
const waiting = `/test/(${WAITING.join('|')})\\.e2e-spec\\.ts$`;

/**
 * Tiers by file name: unit (*.spec.ts), one real engine (*.int-spec.ts), whole system (*.e2e-spec.ts), of which some
 * leave room for another.
 */
export default {
  // A crowded machine is no failure; what waits for a condition says itself for which one, and for how long.
  testTimeout: 300_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,tools}/**/*.spec.ts'] },
    {
      ...common,
      ...engines,
      displayName: 'integration',
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.int-spec.ts'],
    },
    {
      ...common,
      ...engines,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      testPathIgnorePatterns: [waiting],
    },
    { ...common, ...engines, displayName: 'e2e-waiting', testRegex: waiting },
  ],
};
