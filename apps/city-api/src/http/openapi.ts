import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, Reflector } from '@nestjs/core';
import { z } from 'zod';
import { INPUT, withInputsNamed } from './openapi-inputs.js';
import { INGEST_OPERATION } from './ingest.operation.js';
import { OPERATION, type Operation } from './operation.js';

type Json = Record<string, unknown>;

/** The document, as far as our own code reads it. */
export interface OpenApiDocument extends Json {
  readonly paths: Readonly<Record<string, Json>>;
}

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string' },
          message: { type: 'string' },
          row: { type: 'integer', description: 'of an uploaded file' },
          column: { type: ['string', 'null'] },
          cell: { type: ['string', 'null'] },
          code: { type: 'string' },
        },
      },
    },
  },
};

const PROBLEM_RESPONSE = {
  description: 'what was wrong, where, and what to do',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/**
 * Builds the OpenAPI 3.1 document from the controllers' operations and their zod schemas. Only their metadata is read: nothing
 * has to run.
 */
export function buildOpenApi(controllers: readonly Type[], version: string): OpenApiDocument {
  const reflector = new Reflector();
  const scanner = new MetadataScanner();
  const schemas: Json = { Problem: PROBLEM_SCHEMA };
  const paths: Record<string, Json> = {};
  for (const controller of controllers) {
    const prototype = controller.prototype as Record<string, () => unknown>;
    const base = reflector.get<string | undefined>(PATH_METADATA, controller) ?? '';
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name];
      const operation = handler && reflector.get<Operation | undefined>(OPERATION, handler);
      if (!handler || !operation) continue;
      const path = openApiPath(base, reflector.get<string | undefined>(PATH_METADATA, handler) ?? '');
      const method = RequestMethod[reflector.get<number>(METHOD_METADATA, handler)]?.toLowerCase() ?? 'get';
      (paths[path] ??= {})[method] = operationObject(operation, operationId(method, path), schemas);
    }
  }
  paths['/ingest/v1/telemetry'] = {
    post: operationObject(INGEST_OPERATION, 'post_ingest_telemetry', schemas),
  };
  const named = withInputsNamed({ paths }, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nhịp Phố',
      version,
      description:
        'Smart-city telemetry and KPIs of Bình Dương province. Lists are `{items,next}`; errors are problem+json (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths: named.paths,
    components: {
      schemas: named.schemas,
      responses: { Problem: PROBLEM_RESPONSE },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: "administrator's key, a service's API key, or a person's access token",
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'np_access',
          description: 'of the page, after signing in',
        },
        device: { type: 'http', scheme: 'basic' },
      },
    },
  };
}

function openApiPath(base: string, path: string): string {
  const whole = `/${base}/${path}`.replaceAll(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  return whole.replaceAll(/:([A-Za-z]+)/g, '{$1}');
}

/** Unique, and steady as long as the path is: `get_kpis_id_values`. */
function operationId(method: string, path: string): string {
  const words = path.replace(/^\/(api\/v1\/)?/, '').match(/[A-Za-z0-9]+/g) ?? [];
  return [method, ...words].join('_');
}

function operationObject(operation: Operation, id: string, schemas: Json): Json {
  const status = String(operation.status ?? 200);
  const content = contentOf(operation, schemas);
  return {
    operationId: id,
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    tags: [operation.tag],
    parameters: [
      ...parameters(operation.params, 'path', schemas),
      ...parameters(operation.query, 'query', schemas),
    ],
    ...((operation.body ?? operation.accepts) && {
      requestBody: {
        required: operation.accepts !== undefined || !operation.body?.safeParse({}).success,
        content: {
          ...(operation.body && {
            'application/json': { schema: jsonSchema(operation.body, 'input', schemas) },
          }),
          ...Object.fromEntries((operation.accepts ?? []).map((type) => [type, {}])),
        },
      },
    }),
    responses: {
      [status]: { description: operation.summary, ...(content && { content }) },
      ...Object.fromEntries(
        problemsOf(operation).map((code) => [String(code), { $ref: '#/components/responses/Problem' }]),
      ),
    },
    ...((operation.admin ?? isKept(operation)) && {
      security: [{ bearer: [] }, { session: [] }],
    }),
    ...(operation.action && { 'x-action': operation.action }),
    ...(operation.device && { security: [{ device: [] }] }),
  };
}

/** What an operation names, and what every one may answer that takes a name, a body, or asks who comes. */
function problemsOf({ problems = [], params, query, body, accepts, action }: Operation): number[] {
  const implied = [
    ...(action !== undefined && (params ?? query ?? body ?? accepts) ? [400] : []),
    ...(params ? [404, 414] : []),
    ...((body ?? accepts) ? [413, 415] : []),
    ...(action === undefined ? [] : [429, 503]),
  ];
  return [...new Set([...problems, ...implied, 500])].toSorted((a, b) => a - b);
}

/** Whether it needs credentials even where reading is open. */
function isKept({ action }: Operation): boolean {
  return action !== undefined && action !== 'read' && action !== 'payloads.read' && action !== 'any';
}

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query', schemas: Json): Json[] {
  if (!schema) return [];
  return Object.entries(schema.shape).map(([name, field]) => {
    const shape = jsonSchema(field as z.ZodType, 'input', schemas);
    const { description, ...rest } = shape;
    const required = where === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: where, required, ...(description ? { description } : {}), schema: rest };
  });
}

/** Media types of the reply, each with its schema; undefined when it has no body. */
function contentOf({ response, produces, also }: Operation, schemas: Json): Json | undefined {
  if (!response && !produces) return undefined;
  const types = { [produces ?? 'application/json']: response ?? null, ...also };
  return Object.fromEntries(
    Object.entries(types).map(([type, schema]) => [
      type,
      schema === null ? {} : { schema: jsonSchema(schema, 'output', schemas) },
    ]),
  );
}

/** JSON Schema of a zod schema; those with an `id` become components once and are referred to. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema: _,
    $defs,
    ...root
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Json;
  const mark = io === 'input' ? INPUT : '';
  for (const [id, definition] of Object.entries(($defs ?? {}) as Json)) {
    schemas[id + mark] ??= rewriteRefs(definition, mark);
  }
  return rewriteRefs(root, mark) as Json;
}

function rewriteRefs(node: unknown, mark: string): unknown {
  if (Array.isArray(node)) return node.map((one) => rewriteRefs(one, mark));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace('#/$defs/', '#/components/schemas/') + mark]
        : [key, rewriteRefs(value, mark)],
    ),
  );
}
