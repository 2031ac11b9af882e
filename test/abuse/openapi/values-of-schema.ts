import * as fc from 'fast-check';
import type { Schema } from './document.js';

/** How deep values of a schema that refers to itself go. */
const DEEPEST = 4;
const MOST_ITEMS = 3;
const SHORT = 40;
/** Days, not years: what is asked to be worked out anew is worked out. The ends of time are among the hostile texts. */
const TIMES = {
  min: new Date('2026-10-25T00:00:00Z'),
  max: new Date('2026-12-05T00:00:00Z'),
  noInvalidDate: true,
};

export interface Making {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Names of things that are there, for a property of this name. */
  readonly known: (property: string) => readonly string[];
}

/** Values that a schema allows. `name` is the property or parameter that they are for. */
export function valuesOf(schema: Schema, making: Making, name = '', depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const target = making.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {};
    return valuesOf(target, making, name, depth + 1);
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    // The first is the plainest: what ends a schema that refers to itself.
    const few = depth >= DEEPEST ? choices.slice(0, 1) : choices;
    return fc.oneof(...few.map((one) => valuesOf(one, making, name, depth)));
  }
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: string) => valuesOf({ ...schema, type }, making, name, depth)));
  return valuesOfType(schema, making, name, depth);
}

function valuesOfType(schema: Schema, making: Making, name: string, depth: number): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string':
      return textsOf(schema, making.known(name));
    case 'integer':
    case 'number':
      return numbersOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, making, name, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, depth >= DEEPEST ? 0 : MOST_ITEMS),
      });
    case 'object':
      return objectsOf(schema, making, depth);
    case undefined:
    default:
      return fc.oneof(textsOf({}, making.known(name)), fc.integer(), fc.boolean());
  }
}

function objectsOf(schema: Schema, making: Making, depth: number): fc.Arbitrary<unknown> {
  const required = [...(schema.required ?? [])];
  const wanted = Object.entries(schema.properties ?? {}).filter(
    ([key]) => depth < DEEPEST || required.includes(key),
  );
  const fields = Object.fromEntries(
    wanted.map(([key, field]) => [key, valuesOf(field, making, key, depth + 1)]),
  );
  const record = fc.record(fields, { requiredKeys: required });
  const more = schema.additionalProperties;
  if (typeof more !== 'object' || schema.properties !== undefined) return record;
  const keys = valuesOf(schema.propertyNames ?? { type: 'string' }, making, '', depth + 1);
  return fc.dictionary(keys.map(String), valuesOf(more, making, '', depth + 1), { maxKeys: MOST_ITEMS });
}

function textsOf(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = SHORT } = schema;
  const made =
    formatted(schema) ??
    fc.string({ minLength, maxLength: Math.min(maxLength, minLength + SHORT), unit: 'binary' });
  if (known.length === 0) return made;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made });
}

function formatted({ format, pattern }: Schema): fc.Arbitrary<string> | null {
  if (format === 'date-time') return fc.date(TIMES).map((date) => date.toISOString());
  if (format === 'date') return fc.date(TIMES).map((date) => date.toISOString().slice(0, 10));
  if (format === 'uri') return fc.webPath().map((path) => `https://hook.invalid${path}`);
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,20}$/).map((name) => `${name}@example.invalid`);
  if (pattern === undefined) return null;
  // Times and dates: days that there are.
  if (pattern.startsWith('^\\d{4}-\\d{2}-\\d{2}'))
    return fc.date(TIMES).map((date) => date.toISOString().slice(0, 10));
  const regExp = new RegExp(pattern, 'u');
  // Of a path: fast-check makes no texts for a look-ahead.
  if (pattern.startsWith('^\\/')) return fc.webPath().filter((path) => regExp.test(path));
  return fc.stringMatching(regExp);
}

function numbersOf(schema: Schema): fc.Arbitrary<number> {
  const min = schema.minimum ?? schema.exclusiveMinimum ?? -1_000_000;
  const max = schema.maximum ?? schema.exclusiveMaximum ?? 1_000_000;
  const whole = schema.type === 'integer' || schema.multipleOf !== undefined;
  if (!whole)
    return fc.double({
      min,
      max: Math.max(min, max),
      minExcluded: schema.exclusiveMinimum !== undefined,
      maxExcluded: schema.exclusiveMaximum !== undefined,
      noNaN: true,
    });
  const step = schema.multipleOf ?? 1;
  const lowest = Math.ceil((schema.exclusiveMinimum === undefined ? min : min + step) / step);
  return fc
    .integer({ min: Math.max(lowest, -(2 ** 31)), max: Math.min(Math.floor(max / step), 2 ** 31 - 1) })
    .map((n) => n * step);
}
