import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** GeoJSON (RFC 7946): JSON with a limit of its own, since outlines are long. */
export const GEOJSON_TYPE = 'application/geo+json';
/** Media types under which a document is taken as YAML; it arrives as text. */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

const MAX_GEOJSON_BYTES = 16_000_000;
const MAX_YAML_BYTES = 200_000;

/** Lets routes take GeoJSON and YAML. Before the application listens. */
export function mountTexts(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const json = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(GEOJSON_TYPE, { parseAs: 'string', bodyLimit: MAX_GEOJSON_BYTES }, json);
  const options = { parseAs: 'string', bodyLimit: MAX_YAML_BYTES } as const;
  server.addContentTypeParser(YAML_TYPES, options, (_request, body, done) => done(null, body));
}
