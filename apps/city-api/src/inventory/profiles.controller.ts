import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { CatalogueRepository, type Profile } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';

const profileSchema = z
  .object({
    id: z.string(),
    family: z.string(),
    measures: z.array(z.string()).meta({ description: "keys of the family's measures that it reports" }),
    stamp: z.enum(['end', 'start']).meta({ description: 'which end of an interval `ts` names' }),
    codec: z.string(),
    cadence: z.number().nullable().meta({ description: 'usual seconds between two readings' }),
    nameVi: z.string(),
    nameEn: z.string(),
  })
  .meta({ id: 'Profile' });

const query = z.strictObject({ ...pageQuery, family: z.string().max(40).optional() });

@Controller('api/v1/profiles')
@UseGuards(AccessGuard)
export class ProfilesController {
  constructor(private readonly catalogue: CatalogueRepository) {}

  @Get()
  @ApiOperation({
    tag: 'inventory',
    summary: 'Device profiles: what a type of device measures; named when a device is registered',
    query,
    response: listOf(profileSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  async list(
    @Query(new ZodPipe(query)) q: z.infer<typeof query>,
  ): Promise<Page<z.infer<typeof profileSchema>>> {
    const profiles = (await this.catalogue.profiles())
      .map(view)
      .filter((profile) => q.family === undefined || profile.family === q.family);
    return pageOf(profiles, q, (profile) => profile.id);
  }
}

function view(profile: Profile): z.infer<typeof profileSchema> {
  const { id, family, measures, stamp, codec } = profile;
  return {
    id,
    family,
    measures: [...measures],
    stamp,
    codec,
    cadence: profile.cadenceS ?? null,
    nameVi: profile.nameVi ?? id,
    nameEn: profile.nameEn ?? id,
  };
}
