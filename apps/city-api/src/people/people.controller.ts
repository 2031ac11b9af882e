import { Body, Controller, Get, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { type Grant, generateCredential, ROLES, Sessions } from '@app/access';
import { type Person, PersonRepository } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import { newPersonSchema, personChange, personInput, personSchema } from './people.schemas.js';

const listQuery = z.strictObject(pageQuery);
const idParam = z.strictObject({ id: z.string().max(64) });
type PersonView = z.infer<typeof personSchema>;
type NewPersonView = z.infer<typeof newPersonSchema>;

/** People who may sign in, and what they may do. */
@Controller('api/v1/people')
@UseGuards(AccessGuard)
export class PeopleController {
  constructor(
    private readonly people: PersonRepository,
    private readonly sessions: Sessions,
    private readonly places: Places,
  ) {}

  @Get()
  @ApiOperation({
    tag: 'people',
    summary: 'People and their roles',
    query: listQuery,
    response: listOf(personSchema),
    action: 'people.write',
    problems: [400, 401, 403],
  })
  async list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Promise<Page<PersonView>> {
    return pageOf((await this.people.list()).map(personView), q, ({ id }) => id);
  }

  @Post()
  @ApiOperation({
    tag: 'people',
    summary: 'Let somebody sign in',
    description:
      'They are recognised at their first sign-in by the e-mail address that the identity provider has verified.',
    body: personInput,
    response: newPersonSchema,
    status: 201,
    action: 'people.write',
    problems: [400, 401, 403, 404, 409],
  })
  async add(@Body(new ZodPipe(personInput)) body: z.infer<typeof personInput>): Promise<NewPersonView> {
    this.checkAreas(body.roles);
    const credential = body.localSecret ? generateCredential() : null;
    const person = await this.people.add({
      name: body.name,
      email: body.email,
      grants: body.roles,
      secret: credential && { salt: credential.salt, hash: credential.hash },
    });
    return { ...personView(person), secret: credential?.secret ?? null };
  }

  @Patch(':id')
  @ApiOperation({
    tag: 'people',
    summary: 'Give somebody other roles, block or unblock them, renew their secret',
    params: idParam,
    body: personChange,
    response: newPersonSchema,
    action: 'people.write',
    problems: [400, 401, 403, 404],
  })
  async change(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Body(new ZodPipe(personChange)) body: z.infer<typeof personChange>,
  ): Promise<NewPersonView> {
    if (body.roles) this.checkAreas(body.roles);
    const { roles: grants, blocked } = body;
    let person = await this.people.change(id, {
      ...(grants && { grants }),
      ...(blocked !== undefined && { blocked }),
    });
    if (!body.newSecret) return { ...personView(person), secret: null };
    const { secret, salt, hash } = generateCredential();
    person = await this.people.renewSecret(id, { salt, hash });
    await this.sessions.endAll(id);
    return { ...personView(person), secret };
  }

  /** Problem 404 for a role in an area that there isn't. */
  private checkAreas(grants: readonly Grant[]): void {
    const set = this.places.set(undefined);
    for (const { area } of grants) if (area !== null) this.places.requireArea(area, set);
  }
}

function personView(person: Person): PersonView {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    issuer: person.issuer,
    blocked: person.blockedAt !== null,
    createdAt: new Date(person.createdAt).toISOString(),
    signedInAt: person.signedInAt === null ? null : new Date(person.signedInAt).toISOString(),
    roles: person.grants.filter(isKnown),
  };
}

function isKnown(grant: { readonly role: string; readonly area: string | null }): grant is Grant {
  return (ROLES as readonly string[]).includes(grant.role);
}
