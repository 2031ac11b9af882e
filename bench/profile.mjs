// Where the platform's CPU goes under full load: main thread's self time by component and by function.
// node bench/profile.mjs [--seconds 15] [--entry dist/apps/platform/src/main.js] | --file X.cpuprofile [--from S --to S]
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { platformThroughput } from './lib/throughput.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    entry: { type: 'string' },
    file: { type: 'string' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: 'Infinity' },
    top: { type: 'string', default: '40' },
  },
});
const COMPONENTS = [
  [/\/(apps|libs)\/([^/]+)\/src\/([^/]+)\//, (m) => `${m[2]}/${m[3]}`],
  [/\/(apps|libs)\/([^/]+)\//, (m) => m[2]],
  [/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//, (m) => `npm ${m[1]}`],
  [/^node:(\w+)/, (m) => `node:${m[1]}`],
  [/^wasm:/, () => 'wasm (PGlite)'],
];

function componentOf({ url, functionName }) {
  if (/^\((garbage collector|program|idle)\)$/.test(functionName)) return functionName;
  for (const [pattern, name] of COMPONENTS) {
    const match = pattern.exec(url);
    if (match) return name(match);
  }
  return url === '' ? 'native' : url;
}

function add(map, key, ms) {
  map.set(key, (map.get(key) ?? 0) + ms);
}

function print(profile) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((c) => [c, id])));
  const owner = (id) => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const component = componentOf(nodes.get(at));
      if (component !== 'native' && !component.startsWith('node:')) return component;
    }
    return 'native';
  };
  const [byComponent, byFunction] = [new Map(), new Map()];
  let at = profile.startTime;
  let busy = 0;
  profile.samples.forEach((id, i) => {
    const us = profile.timeDeltas[i];
    at += us;
    const second = (at - profile.startTime) / 1e6;
    const frame = nodes.get(id);
    if (second < Number(values.from) || second > Number(values.to) || frame.functionName === '(idle)') return;
    busy += us;
    const component = owner(id);
    add(byComponent, component, us);
    const place = frame.url.replace(/^.*\/(dist|node_modules)\//, '');
    add(
      byFunction,
      `${frame.functionName || '(anonymous)'}  ${place}:${frame.lineNumber + 1}  [${component}]`,
      us,
    );
  });
  const table = (map, top) =>
    [...map]
      .sort((a, b) => b[1] - a[1])
      .slice(0, top)
      .map(([name, us]) => `${((us / busy) * 100).toFixed(1).padStart(6)} %  ${name}`)
      .join('\n');
  console.log(`main thread busy ${(busy / 1e6).toFixed(1)} s\n\nby component\n${table(byComponent, 30)}`);
  console.log(`\nby function\n${table(byFunction, Number(values.top))}`);
}

if (values.file !== undefined) print(JSON.parse(readFileSync(values.file, 'utf8')));
else {
  const dir = mkdtempSync(join(tmpdir(), 'nhippho-profile-'));
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${dir}`];
  const result = await platformThroughput({
    seconds: Number(values.seconds),
    entry: values.entry,
    nodeOptions,
    log: console.log,
  });
  console.log(`${result.messagesPerSecond} msg/s, ${result.cpuSecondsPer100k} CPU s per 100,000`);
  const [file] = readdirSync(dir);
  print(JSON.parse(readFileSync(join(dir, file), 'utf8')));
  rmSync(dir, { recursive: true });
}
