import type { PipeTransform } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from './problem.js';

export const CSV_TYPE = 'text/csv';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Media types of an uploaded table; what is inside decides, not the type. */
export const TABLE_TYPES = [CSV_TYPE, XLSX_TYPE, 'application/octet-stream'];

/** Largest uploaded file. */
const MAX_BYTES = 1_000_000;

/** Lets routes take files: bodies of `TABLE_TYPES` arrive as a Buffer. Before the application listens. */
export function mountUploads(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(
      TABLE_TYPES,
      { parseAs: 'buffer', bodyLimit: MAX_BYTES },
      (_request, body, done) => {
        done(null, body);
      },
    );
}

/** The uploaded file. Problem 400 when the body is none, or empty. */
export class UploadPipe implements PipeTransform<unknown, Buffer> {
  transform(body: unknown): Buffer {
    if (Buffer.isBuffer(body) && body.length > 0) return body;
    throw new Problem(400, `send the file as the body, with content-type ${TABLE_TYPES.join(', ')}`);
  }
}
