import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** GeoJSON (RFC 7946): JSON with a limit of its own, since outlines are long. */
export const GEOJSON_TYPE = 'application/geo+json';
/** Media types under which a document is taken as YAML; it arrives as text. */
export const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];

const MAX_GEOJSON_BYTES = 16_000_000;
const MAX_YAML_BYTES = 200_000;

/**
 * Lets routes take GeoJSON and YAML, which arrive as text: megabytes are read only where they are wanted, and from whom
 * they may come. Before the application listens.
 */
export function mountTexts(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  for (const [types, bodyLimit] of [
    [[GEOJSON_TYPE], MAX_GEOJSON_BYTES],
    [YAML_TYPES, MAX_YAML_BYTES],
  ] as const)
    server.addContentTypeParser([...types], { parseAs: 'string', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
}
