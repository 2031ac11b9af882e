// Runs the benchmarks one after the other and writes bench/results: `npm run bench`, or `npm run bench -- --short`.
//   --entry FILE   a built platform other than dist's      --only NAME,…   some of them: event-log, time-series, …
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pipelineBench } from '../bench/pipeline.bench.mjs';
import { report } from './lib/bench-report.mjs';
import { ensureBuild, ensurePackages, root } from './lib/prepared.mjs';

const HOOKS = './libs/testing/src/typescript-hooks.mjs';
/** Parts whose script is JavaScript. */
const SCRIPTS = new Set(['memory', 'distributed', 'frozen-readers', 'alarms', 'noisy-device', 'month']);
const PARTS = [
  'event-log',
  'codec',
  'time-series',
  'processor',
  'kpi-read',
  'live-cell',
  'recalculation',
  'memory',
  'page-memory',
  'distributed',
  'frozen-readers',
  'alarms',
  'noisy-device',
  'month',
];

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    entry: { type: 'string' },
    only: { type: 'string', default: [...PARTS, 'pipeline'].join() },
  },
});
const wanted = new Set(values.only.split(','));

/** Runs a part's benchmark, shows what it prints and resolves to its lines. */
function runPart(name) {
  console.log(`\n${name}`);
  return new Promise((resolve, reject) => {
    const file = `bench/${name}.bench.${SCRIPTS.has(name) ? 'mjs' : 'ts'}`;
    const child = spawn(process.execPath, ['--import', HOOKS, file], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    child.on('exit', (code) =>
      code === 0 ? resolve(text.trim().split('\n')) : reject(new Error(`${name} ended with ${code}`)),
    );
  });
}

function commitOf() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

function machine() {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: `${process.platform} ${release()}`,
    node: process.version,
    /** Load average before the first benchmark: above 0 others were at work on this machine. */
    loadBefore: Math.round(loadavg()[0] * 10) / 10,
  };
}

await ensurePackages();
if (values.entry === undefined) await ensureBuild();
const result = {
  date: new Date().toISOString(),
  // What another entry was built from isn't known here.
  commit: values.entry === undefined ? commitOf() : null,
  command: values.short ? 'npm run bench -- --short' : 'npm run bench',
  machine: machine(),
  parts: {},
  pipeline: null,
};
// The short form leaves the parts out: it has half a minute, and only the whole is compared with its goals.
if (!values.short) for (const name of PARTS) if (wanted.has(name)) result.parts[name] = await runPart(name);
if (wanted.has('pipeline')) {
  console.log('\npipeline');
  const seconds = Number(values.seconds ?? (values.short ? 15 : 60));
  result.pipeline = await pipelineBench({ seconds, isShort: values.short, entry: values.entry });
}
const folder = join(root, 'bench', 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`);
const page = report(result);
writeFileSync(join(folder, 'README.md'), page);
console.log(`\n${page}`);
