// Reads the definitions of our metrics off the source: every call of `.counter(`, `.gauge(` or `.histogram(` whose first
// argument is a text. Metrics of adapters that don't run here are found, too.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const KINDS = new Set(['counter', 'gauge', 'histogram']);

/**
 * Metrics defined under `apps` and `libs`, by name. Throws for one whose name, help or labels can't be read, for a second
 * definition that differs, and for a name against the conventions.
 */
export function metricDefinitions(root) {
  const found = new Map();
  for (const file of sources(root)) {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('nhippho_') && !KINDS_IN.test(text)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    visit(source, (call) => {
      const metric = definitionOf(call, relative(root, file));
      if (metric === null) return;
      const known = found.get(metric.name);
      if (known === undefined) found.set(metric.name, metric);
      else if (known.help !== metric.help || String(known.labels) !== String(metric.labels)) {
        throw new Error(`${metric.file}: ${metric.name} is defined otherwise in ${known.file}`);
      }
    });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const KINDS_IN = /\.(counter|gauge|histogram)\(/;

function sources(root) {
  return ['apps', 'libs'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.(spec|int-spec|bench|d))\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/\/(test|node_modules|testing)\//.test(file)),
  );
}

function visit(node, take) {
  if (ts.isCallExpression(node)) take(node);
  ts.forEachChild(node, (child) => visit(child, take));
}

function definitionOf(call, file) {
  const { expression: callee, arguments: given } = call;
  if (!ts.isPropertyAccessExpression(callee) || !KINDS.has(callee.name.text) || given.length < 2) return null;
  // Its own library passes names through.
  if (file.startsWith('libs/observability/src/metrics.ts') && !ts.isStringLiteralLike(given[0])) return null;
  const [name, help] = [textOf(given[0]), textOf(given[1])];
  const at = `${file}: ${callee.name.text}(${given[0].getText()}, …)`;
  if (name === null || help === null) throw new Error(`${at}: name and help of a metric are written out`);
  const kind = callee.name.text;
  const wrong = faultOf(name, kind);
  if (wrong !== null) throw new Error(`${at}: ${wrong}`);
  return { name, help, kind, labels: labelsOf(given[kind === 'histogram' ? 3 : 2], at), file };
}

/** The conventions of Prometheus that can be seen from a name. */
function faultOf(name, kind) {
  if (!/^nhippho_[a-z0-9_]+$/.test(name)) return 'names begin with nhippho_ and are in lower case';
  if ((kind === 'counter') !== name.endsWith('_total')) return 'counters, and they alone, end in _total';
  if (/_(ms|milliseconds|minutes|kb|mb|percent)(_|$)/.test(name))
    return 'units are seconds, bytes and ratios';
  return null;
}

function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [textOf(node.left), textOf(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return null;
}

function labelsOf(node, at) {
  if (node === undefined) return [];
  if (!ts.isArrayLiteralExpression(node)) throw new Error(`${at}: the labels of a metric are written out`);
  return node.elements.map((element) => {
    if (!ts.isStringLiteralLike(element)) throw new Error(`${at}: the labels of a metric are written out`);
    if (/^(device|station|id|topic_name|offset)$/.test(element.text))
      throw new Error(`${at}: label ${element.text} has no bound`);
    return element.text;
  });
}
