import { Controller, Get, UseGuards } from '@nestjs/common';
import { CatalogueRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';

const planSchema = z
  .object({
    document: z.record(z.string(), z.unknown()),
    groups: z.array(z.record(z.string(), z.unknown())),
    tasks: z.array(z.record(z.string(), z.unknown())),
    goals: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Plan' });

/** Decision 1338/QĐ-UBND: its tasks and goals, verbatim. */
@Controller('api/v1/plan')
@UseGuards(AccessGuard)
export class PlanController {
  constructor(private readonly repository: CatalogueRepository) {}

  @Get()
  @ApiOperation({
    tag: 'plan',
    summary: "The decision's 41 tasks and its goals",
    response: planSchema,
    action: 'read',
    problems: [401, 403, 404],
  })
  async get(): Promise<z.infer<typeof planSchema>> {
    const plan = await this.repository.plan();
    if (!plan) throw new Problem(404, 'no plan has been loaded from the seeds');
    return planSchema.parse(plan);
  }
}
