import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

/** A Kubernetes object, as far as these tests look into it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [field: string]: unknown;
}

type Values = Readonly<Record<string, unknown>>;
type Scope = { readonly dot: unknown; readonly variables: ReadonlyMap<string, unknown> };
type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly pipeline: string }
  | {
      readonly kind: 'block';
      readonly keyword: string;
      readonly head: string;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/**
 * Renders a Helm chart whose templates keep to a small part of the language: `if`/`else`, `range` over maps and lists,
 * `with`, `define`/`include`, and the functions below. Anything else is an error, never a guess. It stands in where
 * there is no `helm`, and is compared with it where there is one.
 */
export class ChartTemplate {
  private readonly defined = new Map<string, readonly Node[]>();
  private readonly templates: readonly (readonly Node[])[];
  private readonly chart: Values;
  private readonly defaults: Values;

  constructor(folder: string) {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const { version, appVersion, name } = parse(read('Chart.yaml')) as Values;
    this.chart = { Name: name, Version: version, AppVersion: appVersion };
    this.defaults = parse(read('values.yaml')) as Values;
    const names = readdirSync(join(folder, 'templates')).toSorted();
    const parsed = names.map((file) => ({ file, nodes: parseTemplate(read(join('templates', file))) }));
    for (const { nodes } of parsed) for (const node of nodes) this.define(node);
    this.templates = parsed.filter(({ file }) => file.endsWith('.yaml')).map(({ nodes }) => nodes);
  }

  /** All objects. @throws where a required value is missing, a template uses more than is known, or yields no YAML */
  render(release: string, given: Values = {}): KubernetesObject[] {
    const dot = { Values: merge(this.defaults, given), Release: { Name: release }, Chart: this.chart };
    const scope: Scope = { dot, variables: new Map([['$', dot]]) };
    return this.templates.flatMap((nodes) => objectsOf(this.text(nodes, scope)));
  }

  private define(node: Node): void {
    if (node.kind === 'block' && node.keyword === 'define') this.defined.set(unquote(node.head), node.body);
  }

  private text(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => this.one(node, scope)).join('');
  }

  private one(node: Node, scope: Scope): string {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'value') return shown(this.pipeline(node.pipeline, scope));
    if (node.keyword === 'define') return '';
    if (node.keyword === 'range') return this.range(node, scope);
    const value = this.pipeline(node.head, scope);
    if (!isTrue(value)) return this.text(node.otherwise, scope);
    return this.text(node.body, node.keyword === 'with' ? { ...scope, dot: value } : scope);
  }

  private range(node: Extract<Node, { kind: 'block' }>, scope: Scope): string {
    const [, key = '', value = '', pipeline = ''] =
      /^(\$\w+)(?:, (\$\w+))? := (.+)$/.exec(node.head) ?? refuse(`range ${node.head}`);
    const of = this.pipeline(pipeline, scope);
    // With one variable a list gives its elements; with two a map gives its keys, in order, and its values.
    const rows = Array.isArray(of)
      ? [...of.entries()]
      : Object.entries(of as Values).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return rows
      .map(([k, v]) => {
        const own: [string, unknown][] = value === '' ? [[key, v]] : [[key, k], [value, v]]; // prettier-ignore
        return this.text(node.body, { dot: v, variables: new Map([...scope.variables, ...own]) });
      })
      .join('');
  }

  private pipeline(text: string, scope: Scope): unknown {
    const [first = '', ...rest] = text.split(' | ');
    return rest.reduce(
      (value, call) => this.call(wordsOf(call), scope, [value]),
      this.call(wordsOf(first), scope, []),
    );
  }

  private call(words: readonly string[], scope: Scope, piped: readonly unknown[]): unknown {
    const [name = '', ...rest] = words;
    if (rest.length === 0 && piped.length === 0) return this.term(name, scope);
    const given = [...rest.map((word) => this.term(word, scope)), ...piped];
    if (name === 'include') {
      const body = this.defined.get(String(given[0])) ?? refuse(`include ${String(given[0])}`);
      return this.text(body, { dot: given[1], variables: new Map([['$', given[1]]]) });
    }
    const called = FUNCTIONS[name] ?? refuse(`function ${name}`);
    return called(...given);
  }

  private term(word: string, scope: Scope): unknown {
    if (/^".*"$/.test(word)) return unquote(word);
    if (/^\d+$/.test(word)) return Number(word);
    const path = /^(\$\w*)?((?:\.\w+)*\.?)$/.exec(word) ?? refuse(`expression ${word}`);
    const from = path[1] === undefined ? scope.dot : scope.variables.get(path[1]);
    const names = (path[2] ?? '').split('.').filter((name) => name !== '');
    return names.reduce<unknown>((value, name) => (value as Values | undefined)?.[name], from);
  }
}

const FUNCTIONS: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
  quote: (value) => JSON.stringify(shown(value)),
  default: (other, value) => (isTrue(value) ? value : other),
  required: (what, value) => (isTrue(value) ? value : refuse(`value: ${shown(what)}`)),
  not: (value) => !isTrue(value),
  eq: (a, b) => a === b,
  toYaml: (value) => stringify(value).trimEnd(),
  nindent: (width, text) => `\n${shown(text).replaceAll(/^(?=.)/gm, ' '.repeat(Number(width)))}`,
};

function refuse(what: string): never {
  throw new Error(`chart: missing or unknown ${what}`);
}

function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? String(value) : refuse('text');
}

function unquote(word: string): string {
  return JSON.parse(word) as string;
}

function wordsOf(call: string): string[] {
  return call.trim().match(/"[^"]*"|\S+/g) ?? [];
}

/** Text and actions; `{{-` takes the white space before it away, `-}}` that behind it. */
function parseTemplate(source: string): Node[] {
  const tokens = source
    .replaceAll(/\s*\{\{- /g, '{{ ')
    .replaceAll(/ -\}\}\s*/g, ' }}')
    .split(/(\{\{ .*? \}\})/);
  const root: Node[] = [];
  const open: { readonly into: Node[]; readonly otherwise: Node[] | null }[] = [
    { into: root, otherwise: null },
  ];
  for (const token of tokens) {
    const top = open.at(-1) ?? refuse('end of a block');
    const action = /^\{\{ (.*) \}\}$/.exec(token)?.[1];
    if (action === undefined) top.into.push({ kind: 'text', text: token });
    else if (action === 'end') open.pop();
    else if (action === 'else')
      open[open.length - 1] = { into: top.otherwise ?? refuse('else'), otherwise: null };
    else {
      const [, keyword = '', head = ''] = /^(if|range|with|define) (.*)$/.exec(action) ?? [];
      if (keyword === '') top.into.push({ kind: 'value', pipeline: action });
      else {
        const block = { kind: 'block', keyword, head, body: [] as Node[], otherwise: [] as Node[] } as const;
        top.into.push(block);
        open.push({ into: block.body, otherwise: block.otherwise });
      }
    }
  }
  if (open.length !== 1) refuse('end of a block');
  return root;
}

function objectsOf(text: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(`${document.errors[0]?.message ?? ''}\n${text}`);
    const object = document.toJS() as KubernetesObject | null;
    return object === null ? [] : [object];
  });
}

function merge(defaults: unknown, given: unknown): unknown {
  const isMap = (value: unknown): value is Values =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(defaults) || !isMap(given)) return given ?? defaults;
  const keys = new Set([...Object.keys(defaults), ...Object.keys(given)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(defaults[key], given[key])]));
}
