import { type Environment, EvaluationError, type ParseResult } from '@marcbachmann/cel-js';
import { environmentOf, MAX_LENGTH, NUMBERS, Ratio } from './environment.js';
import { type Finding, type KnownKeys, type Reads, walk } from './walk.js';

/** What an expression reads of an area (or station) and period. Null: nobody knows it. */
export interface ExpressionInputs {
  /** Sum of a component over the stations and the period. */
  component(name: string): number;
  /** Registry fact of the area as of the period's start. */
  fact(key: string): number | null;
  /** Value of a socio-economic series for exactly this area, set and period. */
  series(id: string): number | null;
  readonly stations: number;
  readonly reporting: number;
}

/** `num` and `den` are those of `ratio`; of any other expression the value and 1. */
export interface ExpressionResult {
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
}

/** A mistake with its place; line and column count from 1. */
export interface ExpressionMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a domain offers to expressions. */
export interface ExpressionScope extends KnownKeys {
  readonly components: readonly string[];
}

const UNKNOWN: ExpressionResult = { value: null, num: null, den: null };
/** Errors of CEL that say that the formula has no value for these inputs. */
const VALUELESS = new Set(['no_such_key', 'division_by_zero', 'modulo_by_zero', 'numeric_overflow']);

/** A checked formula. Pure: equal inputs give equal results. */
export class Expression {
  constructor(
    readonly text: string,
    readonly reads: Reads,
    private readonly run: ParseResult,
  ) {}

  /** Null where it divides by zero or reads something unknown. */
  evaluate(inputs: ExpressionInputs): ExpressionResult {
    const found = this.result(inputs);
    if (found instanceof Ratio) {
      const { num, den, scale } = found;
      if (!Number.isFinite(num) || !Number.isFinite(den)) return UNKNOWN;
      return { value: finite(den > 0 ? (num / den) * scale : NaN), num, den };
    }
    const value = finite(Number(found));
    return value === null ? UNKNOWN : { value, num: value, den: 1 };
  }

  private result(inputs: ExpressionInputs): unknown {
    const { stations, reporting } = inputs;
    try {
      return this.run({
        c: Object.fromEntries([...this.reads.components].map((name) => [name, inputs.component(name)])),
        fact: known(this.reads.facts, (key) => inputs.fact(key)),
        series: known(this.reads.series, (id) => inputs.series(id)),
        stations,
        reporting,
      });
    } catch (error) {
      if (error instanceof EvaluationError && VALUELESS.has(error.code)) return NaN;
      throw error;
    }
  }
}

/**
 * Checks a CEL formula against what its domain offers. The result is a number or `ratio(…)`; everything that is wrong
 * is told with its place.
 */
export function compileExpression(
  text: string,
  scope: ExpressionScope,
): { readonly expression: Expression | null; readonly mistakes: readonly ExpressionMistake[] } {
  const refused = (findings: readonly Finding[]) => ({
    expression: null,
    mistakes: findings.toSorted((a, b) => a.at - b.at).map((one) => placed(text, one)),
  });
  if (text.length > MAX_LENGTH)
    return refused([{ at: MAX_LENGTH, message: `longer than ${MAX_LENGTH} characters` }]);
  const env = environmentOf(scope.components);
  const parsed = parse(env, text);
  if (!('ast' in parsed)) return refused([parsed]);
  const { reads, findings } = walk(parsed.ast, scope);
  const { valid, type, error } = parsed.check();
  if (!valid && error !== undefined && !findings.some(({ at }) => at === error.range?.start)) {
    return refused([...findings, { at: error.range?.start ?? 0, message: hint(error, scope) }]);
  }
  if (findings.length > 0) return refused(findings);
  if (type !== 'double' && type !== 'int' && type !== 'Ratio') {
    return refused([
      { at: 0, message: `a formula gives a number or ratio(num, den), not ${type ?? 'nothing'}` },
    ]);
  }
  return { expression: new Expression(text, reads, parsed), mistakes: [] };
}

function parse(env: Environment, text: string): ParseResult | Finding {
  try {
    return env.parse(text);
  } catch (error) {
    const { range, summary } = error as { range?: { start: number }; summary?: string };
    return { at: range?.start ?? 0, message: summary ?? String(error) };
  }
}

/** CEL's own words, and what is there instead where a name isn't. */
function hint(error: { readonly code: string; readonly summary: string }, scope: ExpressionScope): string {
  if (error.code === 'no_such_key') return `${error.summary}; components are ${scope.components.join(', ')}`;
  if (error.code === 'unknown_variable')
    return `${error.summary}; there are c, fact, series, ${Object.keys(NUMBERS).join(', ')}`;
  return error.summary;
}

function placed(text: string, { at, message }: Finding): ExpressionMistake {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, message };
}

function known(keys: ReadonlySet<string>, look: (key: string) => number | null): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) {
    const value = look(key);
    if (value !== null) found.set(key, value);
  }
  return found;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
