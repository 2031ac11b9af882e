import { Body, Controller, Ip, Post, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { ClaimFailures, ClaimGuard } from './claim.guard.js';
import { claimedSchema, claimInput } from './claim.schemas.js';
import { Claims, UnusableCode } from './claims.js';

/** Where devices come to be registered. The code is the credential. */
@Controller('api/v1/claims')
export class ClaimsController {
  constructor(
    private readonly claims: Claims,
    private readonly failures: ClaimFailures,
  ) {}

  @Post()
  @UseGuards(ClaimGuard)
  @ApiOperation({
    tag: 'claims',
    summary: 'Register the device of a claim code; its credential is shown once and works at once',
    description:
      'Asked by the device or by whoever installs it, without another identity. Say where it stands: `station`, or `place` ' +
      'for a station of its own, unless the code was made for a station. A code is good once. Why one is not good is not ' +
      'said; after twenty of them an address has to wait.',
    body: claimInput,
    response: claimedSchema,
    status: 201,
    problems: [400, 401, 403, 409, 429],
  })
  async claim(
    @Ip() ip: string,
    @Body(new ZodPipe(claimInput)) body: z.infer<typeof claimInput>,
  ): Promise<z.infer<typeof claimedSchema>> {
    try {
      return await this.claims.claim(body);
    } catch (error) {
      if (error instanceof UnusableCode) this.failures.note(ip);
      throw error;
    }
  }
}
