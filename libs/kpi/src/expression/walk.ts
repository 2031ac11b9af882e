import type { ASTNode } from '@marcbachmann/cel-js';
import { FUNCTIONS } from './environment.js';

/** Something wrong at a place of the text. */
export interface Finding {
  /** Offset in the text, from 0. */
  readonly at: number;
  readonly message: string;
}

/** What an expression reads, each once, in the order of the text. */
export interface Reads {
  readonly components: Set<string>;
  readonly facts: Set<string>;
  readonly series: Set<string>;
}

/** Keys that may be asked for; null: not known here, any goes. */
export interface KnownKeys {
  readonly facts: ReadonlySet<string> | null;
  readonly series: ReadonlySet<string> | null;
}

const FORMS = new Map([
  ['c', 'c.name'],
  ['fact', 'fact["key"]'],
  ['series', 'series["id"]'],
]);
const CALLS = [...Object.keys(FUNCTIONS), 'double'];

/**
 * Lets through a formula's part of CEL: arithmetic, comparison, `?:`, the functions of `FUNCTIONS`, `c.name`,
 * `fact["key"]`, `series["id"]` and `"key" in fact`. No loops, texts or patterns: what is left costs a step a node.
 */
export function walk(
  root: ASTNode,
  known: KnownKeys,
): { readonly reads: Reads; readonly findings: readonly Finding[] } {
  const walker = new Walker(known);
  walker.visit(root);
  return { reads: walker.reads, findings: walker.findings };
}

class Walker {
  readonly reads: Reads = { components: new Set(), facts: new Set(), series: new Set() };
  readonly findings: Finding[] = [];

  constructor(private readonly known: KnownKeys) {}

  visit(node: ASTNode): void {
    switch (node.op) {
      case 'value':
        return this.literal(node, node.args);
      case 'id':
        return this.variable(node, node.args);
      case '.':
        return this.field(node, ...node.args);
      case '[]':
        return this.key(node, node.args[0], node.args[1]);
      case 'in':
        return this.key(node, node.args[1], node.args[0]);
      case '?:':
        return node.args.forEach((part) => this.visit(part));
      case '!_':
      case '-_':
        return this.visit(node.args);
      case 'call':
        return this.call(node, ...node.args);
      case '+':
      case '-':
      case '*':
      case '/':
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case '&&':
      case '||':
        return this.binary(node, ...node.args);
      case 'rcall':
        return this.refuse(node, `.${node.args[0]}() can't stand in a formula`);
      case '%':
      case '.?':
      case '[?]':
      case 'list':
      case 'map':
        return this.refuse(node, "remainders, lists, maps and optional parts can't stand in a formula");
    }
  }

  private binary(node: ASTNode, left: ASTNode, right: ASTNode): void {
    if (node.op === '/' && isWhole(left) && isWhole(right)) {
      this.refuse(
        node,
        'whole numbers divide to a whole number (1/2 is 0); write one of them with a decimal, e.g. 1.0/2',
      );
    }
    this.visit(left);
    this.visit(right);
  }

  private literal(node: ASTNode, value: unknown): void {
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return;
    this.refuse(node, 'only numbers, true and false can stand here');
  }

  private variable(node: ASTNode, name: string): void {
    const form = FORMS.get(name);
    if (form !== undefined) this.refuse(node, `${name} is read as ${form}`);
  }

  private field(node: ASTNode, of: ASTNode, name: string): void {
    if (of.op === 'id' && of.args === 'c') this.reads.components.add(name);
    else if (of.op === 'id') this.keyNamed(node, of.args, name);
    else this.refuse(node, `.${name}: only c, fact and series have parts`);
  }

  private key(node: ASTNode, of: ASTNode, key: ASTNode): void {
    if (of.op !== 'id' || key.op !== 'value' || typeof key.args !== 'string') {
      return this.refuse(node, 'a key is a text in quotes after fact or series, e.g. series["se.pop"]');
    }
    this.keyNamed(key, of.args, key.args);
  }

  private keyNamed(node: ASTNode, of: string, key: string): void {
    if (of !== 'fact' && of !== 'series')
      return this.refuse(node, `${of}: only c, fact and series have parts`);
    const known = of === 'fact' ? this.known.facts : this.known.series;
    if (known !== null && !known.has(key)) {
      this.refuse(node, `no ${of} ${key}; there are ${[...known].join(', ') || 'none'}`);
    }
    (of === 'fact' ? this.reads.facts : this.reads.series).add(key);
  }

  private call(node: ASTNode, name: string, args: readonly ASTNode[]): void {
    if (!CALLS.includes(name)) this.refuse(node, `no function ${name}; there are ${CALLS.join(', ')}`);
    for (const part of args) this.visit(part);
  }

  private refuse(node: ASTNode, message: string): void {
    this.findings.push({ at: node.start, message });
  }
}

function isWhole(node: ASTNode): boolean {
  return node.op === 'value' && typeof node.args === 'bigint';
}
