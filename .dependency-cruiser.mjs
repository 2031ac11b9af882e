// The import rules of docs/architecture.md, checked in `npm test`.
const TESTS = '(\\.(spec|int-spec|e2e-spec|bench)\\.ts$|^(apps|libs)/[^/]+/test/|^(test|bench)/)';
const PURE = 'telemetry|windows|kpi|alarms';
const PORTS = 'event-log|time-series';
// Folders of a port's library that are no adapter: the loop that adapters are built on, the Nest transport over the port.
const SHARED = 'consumer|transport';
const OWNERS = {
  'libs/event-log/src/kafka': 'kafkajs',
  'libs/event-log/src/embedded': 'lmdb',
  'libs/time-series/src/influx': '@influxdata/[^/]+',
  'libs/time-series/src/embedded': '@duckdb/node-api',
  'libs/registry': '(typeorm|@nestjs/typeorm|pg|@electric-sql/pglite)',
  'apps/mqtt-gateway': 'mqtt-packet',
  'apps/(simulator|mqtt-gateway)': 'mqtt',
};
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    rule('no-circular', {}, { circular: true }),
    rule(
      'apps-are-islands',
      { path: '^apps/([^/]+)/', pathNot: ['^apps/platform/', TESTS] },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'platform-composes-modules-only',
      { path: '^apps/platform/' },
      { path: '^apps/', pathNot: ['^apps/platform/', '\\.module\\.ts$'] },
    ),
    rule('no-lib-imports-an-app', { path: '^libs/' }, { path: '^apps/' }),
    rule(
      'pure-means-pure',
      { path: `^libs/(${PURE})/src`, pathNot: TESTS },
      { pathNot: [`^libs/(${PURE}|contracts)/src`, '^node_modules/(zod|@marcbachmann/cel-js)(/|$)'] },
    ),
    rule('simulator-computes-its-own-truth', { path: '^apps/simulator/' }, { path: '^libs/(windows|kpi)/' }),
    rule(
      'a-port-knows-no-adapter',
      { path: `^libs/(${PORTS})/src/[^/]+\\.ts$`, pathNot: ['\\.module\\.ts$', TESTS] },
      { path: `^libs/(${PORTS})/src/(?!(${SHARED})/)[^/]+/` },
    ),
    rule(
      'adapters-do-not-meet',
      { path: `^libs/(${PORTS})/src/([^/]+)/` },
      { path: `^libs/(${PORTS})/src/(?!(${SHARED})/)[^/]+/`, pathNot: '^libs/$1/src/$2/' },
    ),
    rule(
      'libs-by-their-front-door',
      { path: '^(apps|libs|test|bench|tools)/([^/]+)/', pathNot: '^(test|bench|tools)/' },
      { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$2/'] },
    ),
    rule(
      'testing-only-from-tests',
      { pathNot: [TESTS, '^libs/testing/', '^tools/'] },
      { path: '^libs/testing/' },
    ),
    rule('nothing-imports-a-spec', {}, { path: '\\.(spec|int-spec|e2e-spec)\\.ts$' }),
    // What tests import of the build is not there in a clean clone.
    rule(
      'no-undeclared-package',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: '(^|/)dist/' },
    ),
    rule(
      'no-dev-package-in-shipped-code',
      { path: '^(apps|libs)/[^/]+/src/', pathNot: [TESTS, '^libs/testing/', '^apps/dashboard/'] },
      { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    ),
    ...Object.entries(OWNERS).map(([owner, driver]) =>
      rule(
        `only-${owner.replaceAll('/', '-')}-touches-its-driver`,
        { pathNot: [`^${owner}/`, TESTS, '^libs/testing/', '^tools/'] },
        { path: `^node_modules/${driver}(/|$)` },
      ),
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    // libs/api-client has a package.json of its own, for those who take it elsewhere.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
