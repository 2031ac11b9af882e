import type { IncomingMessage } from 'node:http';
import { Controller, HttpCode, Post, Req, UseFilters } from '@nestjs/common';
import { IngestService } from './ingest.service.js';
import { ProblemFilter } from './problem.js';
import { INGEST_PATH } from './untouched-body.js';

/** `POST /ingest/v1/telemetry`: one reading or an array, untouched. */
@Controller()
@UseFilters(ProblemFilter)
export class IngestController {
  constructor(private readonly ingest: IngestService) {}

  @Post(INGEST_PATH)
  @HttpCode(202)
  async take(@Req() request: { readonly raw: IncomingMessage }): Promise<{ received: number }> {
    return { received: await this.ingest.take(request.raw) };
  }
}
