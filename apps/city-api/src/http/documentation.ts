import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type OpenApiDocument, buildOpenApi } from './openapi.js';

/**
 * Serves `/api/openapi.json` and, for people, `/api/docs`. Call it before the application listens.
 * @returns the document
 */
export function mountDocumentation(
  app: NestFastifyApplication,
  controllers: readonly Type[],
  version: string,
): OpenApiDocument {
  const document = buildOpenApi(controllers, version);
  SwaggerModule.setup('api/docs', app, document as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Nhịp Phố API',
  });
  return document;
}
