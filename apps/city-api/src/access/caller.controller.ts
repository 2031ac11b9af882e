import { Controller, Get, UseGuards } from '@nestjs/common';
import type { Caller } from '@app/access';
import { z } from 'zod';
import { ApiOperation } from '../http/operation.js';
import { AccessGuard } from './access.guard.js';
import { AskedBy } from './caller.js';

const callerSchema = z
  .object({
    kind: z.enum(['anonymous', 'key', 'service', 'person']),
    name: z.string(),
    grants: z.array(
      z.object({
        role: z.string(),
        area: z.string().nullable().meta({ description: 'null: the whole province' }),
      }),
    ),
  })
  .meta({ id: 'Caller' });

/** Who asks, so that a sign-in can be tried and a page offers what its reader may do. */
@Controller('api/v1/caller')
@UseGuards(AccessGuard)
export class CallerController {
  @Get()
  @ApiOperation({
    tag: 'access',
    summary: 'Who sends this request, and their roles',
    response: callerSchema,
    action: 'read',
    problems: [401, 403],
  })
  caller(@AskedBy() { kind, name, grants }: Caller): z.infer<typeof callerSchema> {
    return { kind, name, grants: grants.map(({ role, area }) => ({ role, area })) };
  }
}
