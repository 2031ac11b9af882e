import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ApiOperation } from '../http/operation.js';
import { Readiness } from './readiness.js';

const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const readySchema = z
  .object({
    ready: z.boolean(),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string() })),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Readiness' });

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('health')
  @ApiOperation({ tag: 'health', summary: 'The process runs', response: healthSchema })
  health(): z.infer<typeof healthSchema> {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    tag: 'health',
    summary: 'It can do its work, or which check fails',
    response: readySchema,
    problems: [503],
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof readySchema>> {
    const state = await this.readiness.check();
    if (!state.ready) void reply.status(503);
    return state;
  }
}
