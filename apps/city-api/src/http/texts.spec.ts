import Fastify from 'fastify';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { GeoJsonPipe } from './geojson.pipe.js';
import { Problem } from './problem.js';
import { GEOJSON_TYPE, mountTexts } from './texts.js';

describe('a long text', () => {
  it('of GeoJSON is not read before it is known who sends it', async () => {
    const server = Fastify({ forceCloseConnections: true });
    mountTexts({ getHttpAdapter: () => ({ getInstance: () => server }) } as never);
    server.post('/any', (request) => typeof request.body);
    const base = await server.listen({ port: 0, host: '127.0.0.1' });

    const reply = await fetch(`${base}/any`, {
      method: 'POST',
      headers: { 'content-type': GEOJSON_TYPE },
      body: '{"type":"FeatureCollection"}',
    });

    expect(await reply.text()).toBe('string');
    await server.close();
  });

  it('of GeoJSON is read by who takes it, and refused where it is no JSON', () => {
    const pipe = new GeoJsonPipe(z.strictObject({ type: z.literal('FeatureCollection') }));

    expect(pipe.transform('{"type":"FeatureCollection"}')).toEqual({ type: 'FeatureCollection' });
    expect(pipe.transform({ type: 'FeatureCollection' })).toEqual({ type: 'FeatureCollection' });
    expect(() => pipe.transform('{"type":')).toThrow(Problem);
    expect(() => pipe.transform('{"type":"Feature"}')).toThrow(Problem);
  });
});
