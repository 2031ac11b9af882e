import { Environment } from '@marcbachmann/cel-js';

/** `ratio(num, den)` in an expression: the two sums that a KPI item shows besides its value. */
export class Ratio {
  constructor(
    readonly num: number,
    readonly den: number,
    readonly scale: number,
  ) {}
}

/** Numbers that a formula can always read. */
export const NUMBERS = {
  stations: 'stations in service in the period',
  reporting: 'of these, stations that reported',
} as const;

/** Functions of a formula, as they are called. */
export const FUNCTIONS = {
  ratio: 'ratio(num, den) or ratio(num, den, scale)',
  min: 'min(a, b)',
  max: 'max(a, b)',
  abs: 'abs(a)',
  sqrt: 'sqrt(a)',
} as const;

/** Bounds of one expression. The language has no loops, so that evaluating costs at most a step a node. */
const LIMITS = { maxAstNodes: 300, maxDepth: 32, maxListElements: 0, maxMapEntries: 0, maxCallArguments: 3 };
/** Longest text that is looked at, in characters. */
export const MAX_LENGTH = 2000;

type Numeric = number | bigint;

/** The language of a domain: its components as fields of `c`, maps `fact` and `series`, numbers and functions. */
export function environmentOf(components: readonly string[]): Environment {
  const env = new Environment({ limits: LIMITS });
  env.registerType('Components', { fields: Object.fromEntries(components.map((name) => [name, 'double'])) });
  env.registerVariable('c', 'Components');
  env.registerVariable('fact', 'map<string, double>');
  env.registerVariable('series', 'map<string, double>');
  for (const name of Object.keys(NUMBERS)) env.registerVariable(name, 'double');
  env.registerType('Ratio', { ctor: Ratio, fields: {} });
  registerFunctions(env);
  return env;
}

/** CEL keeps whole and decimal numbers apart; formulas mix them, as people write them. */
function registerFunctions(env: Environment): void {
  const kinds = ['double', 'int'] as const;
  for (const a of kinds) {
    env.registerFunction(`abs(${a}): double`, (x: Numeric) => Math.abs(Number(x)));
    env.registerFunction(`sqrt(${a}): double`, (x: Numeric) => Math.sqrt(Number(x)));
    for (const b of kinds) {
      env.registerFunction(`min(${a}, ${b}): double`, (x: Numeric, y: Numeric) =>
        Math.min(Number(x), Number(y)),
      );
      env.registerFunction(`max(${a}, ${b}): double`, (x: Numeric, y: Numeric) =>
        Math.max(Number(x), Number(y)),
      );
      env.registerFunction(`ratio(${a}, ${b}): Ratio`, (n: Numeric, d: Numeric) => ratio(n, d, 1));
      for (const c of kinds) env.registerFunction(`ratio(${a}, ${b}, ${c}): Ratio`, ratio);
    }
  }
  const mixed = [
    ['double', 'int'],
    ['int', 'double'],
  ] as const;
  for (const [a, b] of mixed) {
    env.registerOperator(`${a} + ${b}: double`, (x: Numeric, y: Numeric) => Number(x) + Number(y));
    env.registerOperator(`${a} - ${b}: double`, (x: Numeric, y: Numeric) => Number(x) - Number(y));
    env.registerOperator(`${a} * ${b}: double`, (x: Numeric, y: Numeric) => Number(x) * Number(y));
    env.registerOperator(`${a} / ${b}: double`, (x: Numeric, y: Numeric) => Number(x) / Number(y));
  }
}

function ratio(num: Numeric, den: Numeric, scale: Numeric): Ratio {
  return new Ratio(Number(num), Number(den), Number(scale));
}
