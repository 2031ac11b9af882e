import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CONTROLLERS } from '../controllers.js';
import { buildOpenApi, type OpenApiDocument } from './openapi.js';

interface OperationView {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema?: object }> };
  readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

/** What DESIGN 9 pins, and what was added to it. */
const PINNED = [
  ['post', '/ingest/v1/telemetry'],
  ['post', '/api/v1/stations'],
  ['post', '/api/v1/devices'],
  ['post', '/api/v1/gateways'],
  ['get', '/api/v1/areas'],
  ['get', '/api/v1/stations'],
  ['get', '/api/v1/devices'],
  ['get', '/api/v1/measures'],
  ['get', '/api/v1/kpis'],
  ['get', '/api/v1/indicators'],
  ['get', '/api/v1/compare'],
  ['get', '/api/v1/targets'],
  ['post', '/api/v1/targets'],
  ['get', '/api/v1/scorecards'],
  ['get', '/api/v1/reports/annual'],
  ['get', '/api/v1/reports/annual/batch'],
  ['get', '/api/v1/plan/tasks'],
  ['post', '/api/v1/plan/tasks/{number}/updates'],
  ['get', '/api/v1/kpis/{id}/values'],
  ['get', '/api/v1/latest'],
  ['get', '/api/v1/series'],
  ['get', '/api/v1/ledger'],
  ['get', '/api/v1/rejected'],
  ['get', '/api/v1/feed'],
  ['get', '/health'],
  ['get', '/ready'],
  ['get', '/api/v1/profiles'],
  ['post', '/api/v1/rejected/replay'],
] as const;

describe('the OpenAPI document', () => {
  let document: OpenApiDocument;
  let operations: [path: string, method: string, operation: OperationView][];

  beforeAll(() => {
    document = buildOpenApi(CONTROLLERS, '1.2.3');
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, OperationView] => [
        path,
        method,
        operation as OperationView,
      ]),
    );
  });

  it.each(PINNED)('describes %s %s', (method, path) => {
    expect(document.paths[path]).toHaveProperty([method]);
  });

  it('names every operation once', () => {
    const names = operations.map(([, , operation]) => operation.operationId);

    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('describes every place in a path as a required parameter', () => {
    for (const [path, , { parameters }] of operations) {
      const places = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
      const described = parameters.filter((one) => one.in === 'path' && one.required).map((one) => one.name);
      expect(described).toEqual(places);
    }
  });

  it('refers only to components that are there', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    const { schemas } = document.components as { schemas: object };

    expect(referred.length).toBeGreaterThan(10);
    expect([...new Set(referred)].filter((name) => !(String(name) in schemas))).toEqual([]);
    expect(text).not.toContain('#/$defs');
    // A schema that refers to itself needs an id of its own: zod's would be given twice.
    expect(Object.keys(schemas).filter((name) => !/^[A-Z]\w+$/.test(name))).toEqual([]);
  });

  it('holds valid JSON Schemas: each can be read back', () => {
    const { schemas } = document.components as { schemas: Record<string, object> };
    const parts = operations.flatMap(([, , { parameters, requestBody, responses }]) => [
      ...parameters.map((one) => one.schema),
      ...[requestBody, ...Object.values(responses)].flatMap((part) =>
        Object.values(part?.content ?? {}).flatMap(({ schema }) => schema ?? []),
      ),
    ]);

    const whole = JSON.stringify({ $defs: schemas, anyOf: [...parts, ...Object.values(schemas)] });
    const local = JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')) as object;
    expect(parts.length).toBeGreaterThan(100);
    expect(() => z.fromJSONSchema(local as never)).not.toThrow();
  });

  it('tells a request, where a field with a default may be left out, from an answer, which always has it', () => {
    const { schemas } = document.components as { schemas: Record<string, { required?: string[] }> };

    expect(schemas['RoleGrant']?.required).toEqual(['role', 'area']);
    expect(schemas['RoleGrantInput']?.required).toEqual(['role']);
    expect(JSON.stringify(document.paths['/api/v1/people']?.['post'])).toContain('/RoleGrantInput"');
    expect(JSON.stringify(document)).not.toContain('~input');
    // Alike on both sides: one component is enough.
    expect(Object.keys(schemas).filter((name) => name.endsWith('InputInput'))).toEqual([]);
  });

  it('says of every operation what its place in a path, its body and its guard may answer', () => {
    const remove = operations.find(([, , { operationId }]) => operationId === 'delete_api_keys_id');
    const sign = operations.find(([, , { operationId }]) => operationId === 'post_plan_updates_id_sign');
    const codes = (one: typeof remove): string[] => Object.keys(one?.[2].responses ?? {});

    expect(codes(remove)).toEqual(expect.arrayContaining(['400', '404', '414', '429', '503']));
    expect(codes(sign)).toEqual(expect.arrayContaining(['413', '415']));
  });

  it('says of every operation that takes a body that it may be too large, or of another type', () => {
    const silent = operations.filter(
      ([, , { requestBody, responses }]) => requestBody && !('413' in responses && '415' in responses),
    );

    expect(silent.map(([, , { operationId }]) => operationId)).toEqual([]);
  });

  it('requires a body unless none says as much as an empty one', () => {
    const isRequired = (path: string, method: string): unknown =>
      (document.paths[path]?.[method] as { requestBody?: { required: boolean } } | undefined)?.requestBody
        ?.required;

    expect(isRequired('/api/v1/people', 'post')).toBe(true);
    expect(isRequired('/api/v1/people/{id}', 'patch')).toBe(false);
  });

  it('asks for the right credential where one is needed', () => {
    const post = (path: string): unknown => document.paths[path]?.['post'];

    expect(post('/api/v1/devices')).toMatchObject({ security: [{ bearer: [] }, { session: [] }] });
    expect(post('/ingest/v1/telemetry')).toMatchObject({ security: [{ device: [] }] });
  });
});
