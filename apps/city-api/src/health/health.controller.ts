import { Controller, Get, Res } from '@nestjs/common';
import { Readiness } from '@app/observability';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ApiOperation } from '../http/operation.js';

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
    const { ready, checks, warnings } = await this.readiness.state();
    if (!ready) void reply.status(503);
    return { ready, checks: { ...checks }, warnings: [...warnings] };
  }
}
