import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import { type KpiItem, kpiItemSchema, periodSchema } from '@app/contracts';
import { DOMAINS, formatLocal, kpiDefinitionSchema, type KpiDefinition } from '@app/kpi';
import { CatalogueRepository, InventoryCache } from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { spanOf, spanQuery } from '../http/span.js';
import { YAML_TYPES } from '../http/texts.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { defaultSpan } from '../kpis/default-span.js';
import { Definitions } from '../kpis/definitions.js';
import { DefinitionChecks } from './definition-checks.js';
import { type DefinitionDocument, definitionInput, DefinitionPipe } from './definition-document.js';
import { DefinitionRun } from './definition-run.js';
import { compareVersions, type ShadowItem, shadowSchema } from './shadow.js';

const idParam = z.object({ id: z.string().max(80) });
const definitionSchema = kpiDefinitionSchema.meta({ id: 'KpiDefinition' });
const listQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['computed', 'planned', 'shadow']).optional(),
});
const runQuery = {
  ...pageQuery,
  ...spanQuery,
  area: z.string().max(64).describe("area code, or a station's id"),
  period: periodSchema.describe('hour or longer'),
  reportingSet: z.string().max(64).optional(),
};
const previewQuery = z.strictObject(runQuery);
const shadowQuery = z.strictObject({
  ...runQuery,
  version: z.coerce.number().int().min(1).optional().describe('default: the newest'),
  against: z.coerce.number().int().min(1).optional().describe('default: the one that is in force'),
  differing: z.enum(['true', 'false']).default('false').describe('only periods whose values differ'),
});
const componentSchema = z
  .object({ family: z.string(), components: z.array(z.string()), periods: z.array(z.string()) })
  .meta({ id: 'ComponentFamily' });
const pageOnly = z.strictObject(pageQuery);

type Definition = z.infer<typeof definitionSchema>;

/** KPIs of one's own: definitions with a formula, their versions, and what they would have come to. */
@Controller('api/v1/kpi-definitions')
export class KpiDefinitionsController {
  constructor(
    private readonly definitions: Definitions,
    private readonly checks: DefinitionChecks,
    private readonly runs: DefinitionRun,
    private readonly repository: CatalogueRepository,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'Every version of every KPI definition',
    query: listQuery,
    response: listOf(definitionSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  list(@Query(new ZodPipe(listQuery)) q: z.infer<typeof listQuery>): Page<Definition> {
    const all = this.definitions.all().flatMap(({ id }) => this.definitions.versions(id).toReversed());
    const found = all.filter((one) => q.status === undefined || one.status === q.status);
    return pageOf(found, q, (one) => `${one.id}/${one.version}`);
  }

  @Get('components')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'What formulas may read: the components of each family',
    query: pageOnly,
    response: listOf(componentSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  components(
    @Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>,
  ): Page<z.infer<typeof componentSchema>> {
    const families = [...DOMAINS.values()].map(({ id, components, subHour }) => ({
      family: id,
      components: [...components],
      periods: [...subHour, 'hour', 'day', 'week', 'month', 'quarter', 'year'],
    }));
    return pageOf(families, q, (one) => one.family);
  }

  @Get(':id')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'The versions of one definition, oldest first',
    params: idParam,
    query: pageOnly,
    response: listOf(definitionSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  versions(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>,
  ): Page<Definition> {
    return pageOf(this.all(id).toReversed(), q, (one) => String(one.version));
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'Add a KPI, or a version of one, in JSON or YAML',
    description:
      'A formula is CEL over the summed components of a family (`c.vkt`), facts of the area (`fact["area_km2"]`) and ' +
      'socio-economic series of equal area, set and period (`series["se.pop"]`): a number, or `ratio(num, den, scale)`. ' +
      'It computes from its `validFrom` on, also what is past; older values keep their version. Mistakes come all at ' +
      'once, each with its place. `status: shadow` is only compared.',
    body: definitionInput,
    accepts: YAML_TYPES,
    response: definitionSchema,
    status: 201,
    action: 'definitions.write',
    problems: [400, 401, 403, 409],
  })
  async create(@Body(new DefinitionPipe()) document: DefinitionDocument): Promise<Definition> {
    const definition = await this.checks.check(document);
    await this.repository.addKpiDefinition(definition, document.by, this.clock.now());
    await this.cache.refresh();
    await this.definitions.refresh();
    return definition;
  }

  @Post('check')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'Check a definition without adding it; the answer is what would be added',
    body: definitionInput,
    accepts: YAML_TYPES,
    response: definitionSchema,
    action: 'definitions.write',
    problems: [400, 401, 403],
  })
  check(@Body(new DefinitionPipe()) document: DefinitionDocument): Promise<Definition> {
    return this.checks.check(document);
  }

  @Post('preview')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'What a definition comes to over past data; nothing is stored',
    query: previewQuery,
    body: definitionInput,
    accepts: YAML_TYPES,
    response: listOf(kpiItemSchema),
    action: 'definitions.write',
    problems: [400, 401, 403, 404],
  })
  async preview(
    @Query(new ZodPipe(previewQuery)) q: z.infer<typeof previewQuery>,
    @Body(new DefinitionPipe()) document: DefinitionDocument,
  ): Promise<Page<KpiItem>> {
    const definition = await this.checks.check(document);
    const cells = await this.runs.cells(definition, this.query(q));
    const items = cells.map((cell) => this.runs.item(cell, definition));
    return pageOf(items, q, (item) => `${item.kpi}|${item.from}`);
  }

  @Get(':id/shadow')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'definitions',
    summary: 'A version beside the one in force over past data, with the differences',
    description: 'Both are computed from the stored components of the same stations; nothing is stored.',
    params: idParam,
    query: shadowQuery,
    response: listOf(shadowSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async shadow(
    @Param(new ZodPipe(idParam)) { id }: z.infer<typeof idParam>,
    @Query(new ZodPipe(shadowQuery)) q: z.infer<typeof shadowQuery>,
  ): Promise<Page<ShadowItem>> {
    const versions = this.all(id);
    const version = this.version(versions, q.version ?? versions[0]?.version);
    const inForce = this.definitions.catalogue.definitionAt(id, this.clock.now());
    const against = this.version(versions, q.against ?? inForce?.version);
    const [own, other] = await Promise.all([
      this.runs.cells(version, this.query(q)),
      this.runs.cells(against, this.query(q)),
    ]);
    const items = compareVersions(own, other, formatLocal);
    const shown = q.differing === 'true' ? items.filter((item) => item.differs) : items;
    return pageOf(shown, q, (item) => `${item.kpi}|${item.from}`);
  }

  private query(q: z.infer<typeof previewQuery>) {
    const { area, period, reportingSet } = q;
    return { area, period, reportingSet, ...spanOf(q, defaultSpan(period, this.clock.now())) };
  }

  private all(id: string): readonly KpiDefinition[] {
    const versions = this.definitions.versions(id);
    if (versions.length === 0) throw new Problem(404, `no KPI definition ${id}; see /api/v1/kpi-definitions`);
    return versions;
  }

  private version(versions: readonly KpiDefinition[], wanted: number | undefined): KpiDefinition {
    const found = versions.find((one) => one.version === wanted);
    if (found) return found;
    const there = versions.map((one) => one.version).join(', ');
    throw new Problem(
      404,
      wanted === undefined
        ? `no version is in force; there are ${there}`
        : `no version ${wanted}; there are ${there}`,
    );
  }
}
