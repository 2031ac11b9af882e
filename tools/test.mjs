// `npm test`: the gates, then every suite. Suites that need Docker run where Docker answers; without it they are
// named one by one as left out, and with CI=true that is a failure. Arguments are Jest's.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureBuild, ensurePackages, root } from './lib/prepared.mjs';
import { done, fail, run, step } from './lib/steps.mjs';

const ci = process.env.CI === 'true';
await ensurePackages();
const docker = (await run('docker', ['info'])).code === 0;
if (!docker && ci) fail('Docker does not answer, and CI=true: no suite may be left out');

/**
 * Young objects get room: loading modules and transforming sources makes a great many that die soon, and copying them took a
 * sixth of the unit tests' time.
 */
const NODE_OPTIONS = ['--min-semi-space-size=64', '--max-semi-space-size=128'];
/** Files that nobody needs after a power cut. */
const MEMORY = '/dev/shm';
const MEMORY_NEEDED = 4 * 2 ** 30;

/** What `describeWith` puts behind the name of a suite that finds an engine missing. */
const MARK = ' [left out: ';
const bin = (name, path) => join(root, 'node_modules', name, path);
const node = (label, args) => step(label, process.execPath, args, { cwd: root });
const gates = [
  ['lint', [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['types', [bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  ['format', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['types of the page', [bin('typescript', 'bin/tsc'), '--noEmit', '-p', 'apps/dashboard/tsconfig.json']],
  [
    'import rules',
    [
      bin('dependency-cruiser', 'bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'apps',
      'libs',
      'test',
      'bench',
    ],
  ],
  ['dead code', [bin('knip', 'bin/knip.js')]],
  ['licences', ['tools/licences.mjs']],
];
// Most of a gate takes one core, as the build does.
await Promise.all([pass(gates), pass(gates), ensureBuild()]);
await node('docs', ['tools/docs.mjs', '--check']);

/**
 * Runs of Jest, one after the other, or beside each other. Suites share the machine's cores two at a time: of whole systems one
 * that is at work, which keeps most of both busy, and one that mostly waits. Whole systems write to the disk; what is smaller
 * has its files in memory, since a registry is a thousand of them. A run that was told what to run is one.
 */
const given = process.argv.slice(2);
const tiers =
  given.length > 0
    ? [[{ args: given, files: tmpdir() }]]
    : [
        [{ args: ['--selectProjects', 'unit', 'integration', '--maxWorkers=2'], files: quickFolder() }],
        [
          { args: ['--selectProjects', 'e2e', '--maxWorkers=1'], files: tmpdir() },
          { args: ['--selectProjects', 'e2e-waiting', '--maxWorkers=1'], files: tmpdir() },
        ],
      ];
const folder = mkdtempSync(join(tmpdir(), 'nhippho-test-'));
let code = 0;
const summaries = [];
for (const runs of tiers) {
  const ends = await Promise.all(runs.map((one, i) => runOf(one, `report-${i}.json`, runs.length > 1)));
  for (const { exit, summary } of ends) {
    if (exit !== 0) code = exit;
    summaries.push(summary);
  }
}
rmSync(folder, { recursive: true, force: true });
const sum = (of) => summaries.reduce((total, one) => total + of(one), 0);
const summary = {
  passed: sum(({ passed }) => passed),
  failed: sum(({ failed }) => failed),
  skipped: sum(({ skipped }) => skipped),
  leftOut: summaries.flatMap(({ leftOut }) => leftOut),
  failures: summaries.flatMap(({ failures }) => failures),
  slowest: summaries.flatMap(({ files }) => files).sort((a, b) => b.seconds - a.seconds),
};
const { leftOut } = summary;
if (leftOut.length > 0) {
  const why = docker ? '' : '; Docker does not answer';
  process.stdout.write(`left out${why}:\n`);
}
for (const { suite, file, tests } of leftOut) process.stdout.write(`- ${suite} (${tests} tests, ${file})\n`);
if (summary.slowest.length > 1) {
  const slowest = summary.slowest.slice(0, 12).map(({ file, seconds }) => `${file} ${seconds.toFixed(0)} s`);
  process.stdout.write(`slowest: ${slowest.join(', ')}\n`);
}
// Last, since of a long output the end is what is kept.
for (const { file, test, why } of summary.failures) process.stdout.write(`✗ ${file} › ${test}: ${why}\n`);
process.stdout.write(
  `${summary.passed} passed, ${summary.failed} failed${summary.skipped ? `, ${summary.skipped} skipped` : ''}\n`,
);
if (ci && leftOut.some(({ marked }) => marked !== undefined)) fail('suites were left out, and CI=true');
if (code !== 0) process.exit(code);
done('all suites passed');

/** Takes gates off a list that others take from too, until none is left. */
async function pass(left) {
  for (let gate = left.shift(); gate; gate = left.shift()) await node(...gate);
}

/** One run of Jest: how it ended, and what it reported. */
async function runOf({ args, files }, name, hasNeighbour) {
  const report = join(folder, name);
  rmSync(report, { force: true });
  const exit = await jest(
    ['--json', `--outputFile=${report}`, '--testLocationInResults=false', ...args],
    files,
    hasNeighbour,
  );
  return { exit, summary: readReport(report) };
}

/** A folder in memory where there is room for one, removed at the end; else the system's for what is temporary. */
function quickFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < MEMORY_NEEDED) return tmpdir();
    const made = mkdtempSync(join(MEMORY, 'nhippho-test-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    return made;
  } catch {
    return tmpdir();
  }
}

function jest(args, files, hasNeighbour) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        ...NODE_OPTIONS,
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        bin('jest', 'bin/jest.js'),
        ...args,
      ],
      {
        cwd: root,
        // Two that redraw their progress on one terminal would be unreadable.
        stdio: hasNeighbour ? ['inherit', 'pipe', 'pipe'] : 'inherit',
        env: {
          ...process.env,
          TMPDIR: files,
          NHIPPHO_TEST_DOCKER: docker ? 'yes' : 'no',
          TESTCONTAINERS_RYUK_DISABLED: 'true',
          TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1',
        },
      },
    );
    child.stdout?.on('data', (chunk) => process.stdout.write(chunk));
    child.stderr?.on('data', (chunk) => process.stderr.write(chunk));
    child.on('close', (exit) => resolve(exit ?? 1));
  });
}

function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, report.numFailedTestSuites),
      skipped: report.numPendingTests,
      leftOut: leftOutOf(report),
      failures: failuresOf(report),
      files: report.testResults.map(({ name, startTime, endTime }) => ({
        file: relative(root, name),
        seconds: (endTime - startTime) / 1000,
      })),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, leftOut: [], failures: [], files: [] };
  }
}

/** Each failed test, and each file that could not be run at all, with why. */
function failuresOf(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0 && status === 'failed')
      return [{ file, test: 'the file', why: inOneLine(message) }];
    return failed.map(({ fullName, failureMessages }) => ({
      file,
      test: fullName,
      why: inOneLine(failureMessages.join('\n')),
    }));
  });
}

/** A failure in one line: what it said before it said where. */
function inOneLine(message) {
  const [said] = stripVTControlCharacters(message).split(/\n\s+at /);
  return said.replace(/\s+/g, ' ').trim().slice(0, 240);
}

/**
 * What was skipped, suite by suite with the names that its tests have in common. A run that Jest was told to narrow down
 * says so only of suites that found their engine missing; those are `marked`.
 */
function leftOutOf(report) {
  const suites = new Map();
  for (const { name, assertionResults } of report.testResults) {
    for (const { ancestorTitles, title, status } of assertionResults) {
      if (status !== 'pending') continue;
      const marked = ancestorTitles.find((one) => one.includes(MARK));
      if (marked === undefined && process.argv.length > 2) continue;
      const key = `${name} ${marked ?? ancestorTitles[0]}`;
      const names = [...ancestorTitles, title];
      const known = suites.get(key) ?? { file: relative(root, name), names, tests: 0, marked };
      const same = known.names.findIndex((one, i) => one !== names[i]);
      suites.set(key, {
        ...known,
        names: known.names.slice(0, same < 0 ? undefined : same),
        tests: known.tests + 1,
      });
    }
  }
  return [...suites.values()].map(({ names, ...rest }) => ({ ...rest, suite: names.join(' › ') }));
}
