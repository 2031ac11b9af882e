import * as fc from 'fast-check';
import type { RawRequest } from '../http.js';
import type { Operation, Parameter } from './document.js';
import { HOSTILE_BODIES, HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile.js';
import { type Making, valuesOf } from './values-of-schema.js';

/** A request before it is put together: names and values of path and query, and the body's text. */
interface Draft {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: readonly (readonly [name: string, value: unknown])[];
  readonly body: { readonly type: string; readonly value: unknown } | null;
}

/** Requests as the document describes them. */
export function requestsTo(operation: Operation, making: Making): fc.Arbitrary<RawRequest> {
  return draftsOf(operation, making).map((draft) => written(operation, draft));
}

/** Requests of which something, in path, query or body, is not as the document describes it. */
export function spoiledRequestsTo(operation: Operation, making: Making): fc.Arbitrary<RawRequest> {
  return fc
    .tuple(draftsOf(operation, making), spoilers(operation))
    .map(([draft, spoil]) => written(operation, spoil(draft)));
}

function draftsOf({ parameters, requestBody }: Operation, making: Making): fc.Arbitrary<Draft> {
  const inside = (where: Parameter['in']) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === where)
        // Without a text in its place a path is another operation's.
        .map(({ name, schema }) => [
          name,
          valuesOf(schema, making, name).filter((value) => where === 'query' || value !== ''),
        ]),
    );
  const requiredKeys = parameters.filter((one) => one.required).map((one) => one.name);
  const query = inside('query');
  const types = Object.entries(requestBody?.content ?? {});
  const bodies = types.map(([type, { schema }]) =>
    (schema === undefined ? textBodies(type, types[0]?.[1].schema, making) : valuesOf(schema, making)).map(
      (value) => ({ type, value }),
    ),
  );
  return fc.record({
    path: fc.record(inside('path')),
    query: fc
      .record(query, { requiredKeys: requiredKeys.filter((name) => name in query) })
      .map((values) => Object.entries(values)),
    body: bodies.length === 0 ? fc.constant(null) : fc.oneof(...bodies),
  });
}

/** Bodies that are described by their media type alone: YAML of what JSON may be too, tables. */
function textBodies(
  type: string,
  schema: Making['schemas'][string] | undefined,
  making: Making,
): fc.Arbitrary<unknown> {
  if (schema !== undefined) return valuesOf(schema, making);
  if (!type.includes('csv')) return fc.string();
  const line = fc.array(
    fc.constantFrom('id', 'area', 'period', 'value', '74', '718', '2025', '1.5', ...HOSTILE_TEXTS),
  );
  return fc
    .array(
      line.map((cells) => cells.join(',')),
      { maxLength: 5 },
    )
    .map((lines) => lines.join('\n'));
}

function spoilers({ parameters, requestBody }: Operation): fc.Arbitrary<(draft: Draft) => Draft> {
  const text = fc.constantFrom(...HOSTILE_TEXTS);
  const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
  const inQuery = parameters.filter((one) => one.in === 'query').map((one) => one.name);
  const names = [...inQuery, 'unknown', '__proto__', 'constructor'];
  const extra = fc
    .tuple(fc.constantFrom(...names), text)
    .map((pair) => (draft: Draft) => ({ ...draft, query: [...draft.query, pair] }));
  const replaced = fc.tuple(fc.constantFrom(...names), text).map(([name, value]) => (draft: Draft) => ({
    ...draft,
    query: [...draft.query.filter(([one]) => one !== name), [name, value] as const],
  }));
  const path = fc.tuple(fc.constantFrom(...inPath, ''), text).map(([name, value]) => (draft: Draft) => ({
    ...draft,
    path: name === '' || value === '' ? draft.path : { ...draft.path, [name]: value },
  }));
  const field = fc
    .tuple(fc.nat(), fc.constantFrom(...HOSTILE_VALUES))
    .map(([at, value]) => (draft: Draft) => ({
      ...draft,
      body: draft.body && { ...draft.body, value: withHostile(draft.body.value, at, value) },
    }));
  const type = fc.constantFrom(
    ...Object.keys(requestBody?.content ?? {}),
    'text/plain',
    'application/xml',
    '',
  );
  const whole = fc
    .tuple(type, fc.constantFrom(...HOSTILE_BODIES))
    .map(([of, value]) => (draft: Draft) => ({ ...draft, body: { type: of, value } }));
  return fc.oneof(
    extra,
    replaced,
    ...(inPath.length > 0 ? [path] : []),
    ...(requestBody ? [field, field, whole] : []),
  );
}

/** A value with one place of it, chosen by a number, replaced; objects also get the new value under a name of their prototype. */
function withHostile(value: unknown, at: number, hostile: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && at % 3 !== 0)
    return value.map((one, i) => (i === at % value.length ? withHostile(one, at >> 2, hostile) : one));
  if (typeof value === 'object' && value !== null && at % 5 !== 0) {
    const keys = Object.keys(value);
    const key = keys[at % (keys.length + 1)] ?? (at % 2 === 0 ? 'constructor' : 'unknown');
    return { ...value, [key]: withHostile((value as Record<string, unknown>)[key], at >> 2, hostile) };
  }
  return hostile;
}

function written({ method, path, requestBody }: Operation, draft: Draft): RawRequest {
  const place = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encoded(draft.path[name]));
  const query = draft.query
    .flatMap(([name, value]) => [value].flat().map((one) => `${encoded(name)}=${encoded(one)}`))
    .join('&');
  const url = query === '' ? place : `${place}?${query}`;
  if (draft.body === null || !requestBody) return { method, path: url };
  const { type, value } = draft.body;
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return { method, path: url, headers: type === '' ? {} : { 'content-type': type }, body };
}

/** As it may stand in one place of a path or query; what is no Unicode becomes bytes that are no UTF-8. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return /\p{Surrogate}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text);
}
