import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { Clock } from '@app/config';
import {
  areasOf,
  CatalogueRepository,
  importMistakes,
  InventoryCache,
  type ReportingSet,
  type ReportingSetInput,
  ReportingSetRepository,
  reportingSetSchema,
} from '@app/registry';
import { z } from 'zod';
import { AccessGuard } from '../access/access.guard.js';
import { type Page, listOf, pageOf, pageQuery } from '../http/list.js';
import { ApiOperation } from '../http/operation.js';
import { Problem } from '../http/problem.js';
import { GeoJsonPipe } from '../http/geojson.pipe.js';
import { GEOJSON_TYPE } from '../http/texts.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from './places.js';
import { placeAll, type SetReport, setReportSchema } from './set-report.js';

const setSchema = z
  .object({
    id: z.string(),
    nameVi: z.string(),
    nameEn: z.string(),
    noteVi: z.string(),
    noteEn: z.string(),
    status: z.enum(['active', 'listed']),
    isDefault: z.boolean().describe('what is reported in where no set is asked for'),
  })
  .meta({ id: 'ReportingSet' });
const successorSchema = z
  .object({
    fromSet: z.string(),
    from: z.string(),
    toSet: z.string(),
    to: z.string(),
    share: z.number().nullable().describe('part of `from` that went to `to`; null: not known'),
  })
  .meta({ id: 'Successor' });
const pageOnly = z.strictObject(pageQuery);
const param = z.object({ id: z.string().max(64) });
const importQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .describe('only check it and say where stations would lie'),
});
const statusInput = z.strictObject({ status: z.enum(['active', 'listed']) }).meta({ id: 'SetStatusInput' });

/** Ways to divide the province that numbers are reported in. */
@Controller('api/v1/reporting-sets')
export class ReportingSetsController {
  constructor(
    private readonly sets: ReportingSetRepository,
    private readonly catalogue: CatalogueRepository,
    private readonly cache: InventoryCache,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  @Get()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Reporting sets',
    query: pageOnly,
    response: listOf(setSchema),
    action: 'read',
    problems: [400, 401, 403],
  })
  list(@Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>): Page<z.infer<typeof setSchema>> {
    const home = this.places.set(undefined);
    const views = this.cache.current().sets.map((set) => viewOf(set, home));
    return pageOf(views, q, (set) => set.id);
  }

  @Get(':id/successors')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary:
      "Which areas became those of a set, or what a set's areas became, with shares where they are known",
    params: param,
    query: pageOnly,
    response: listOf(successorSchema),
    action: 'read',
    problems: [400, 401, 403, 404],
  })
  async successors(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Query(new ZodPipe(pageOnly)) q: z.infer<typeof pageOnly>,
  ): Promise<Page<z.infer<typeof successorSchema>>> {
    const set = this.places.set(id);
    const rows = (await this.catalogue.successors()).filter(
      (row) => row.fromSet === set || row.toSet === set,
    );
    const views = rows.map(({ fromSet, from, toSet, to, share }) => ({ fromSet, from, toSet, to, share }));
    return pageOf(views, q, (row) => `${row.fromSet}/${row.from}/${row.toSet}/${row.to}`);
  }

  @Post()
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Import a reporting set as GeoJSON, with successors and their shares',
    description:
      'A FeatureCollection, an area a feature (`properties`: code, nameVi, level, parent, areaKm2, validFrom, validTo), ' +
      'with the members `set` {id, nameVi, nameEn}, `successorsOf` (a set) and `successors` [{from, to, share}]; shares ' +
      'of an area add up to 1, null where unknown. All or nothing; mistakes come all at once with their place. A set is ' +
      'listed until it is activated. A later `validFrom` ends the older outline of an area on that day.',
    query: importQuery,
    body: reportingSetSchema,
    accepts: [GEOJSON_TYPE],
    response: setReportSchema,
    action: 'areas.write',
    problems: [400, 401, 403, 413],
  })
  async import(
    @Query(new ZodPipe(importQuery)) q: z.infer<typeof importQuery>,
    @Body(new GeoJsonPipe(reportingSetSchema)) input: ReportingSetInput,
  ): Promise<SetReport> {
    const mistakes = importMistakes(input, this.cache.current());
    const [first] = mistakes;
    if (first) throw new Problem(400, `${first.path}: ${first.message}`, mistakes);
    if (q.dryRun === 'false') {
      await this.sets.import(input);
      await this.cache.refresh();
    }
    return this.report(input);
  }

  @Post(':id/status')
  @UseGuards(AccessGuard)
  @ApiOperation({
    tag: 'areas',
    summary: 'Begin (active) or end (listed) reporting in a set',
    description:
      'Of an active set every KPI is computed, also for the past: days and longer periods of the last three years, ' +
      'hours of the last 35 days; more by a recalculation.',
    params: param,
    body: statusInput,
    response: setSchema,
    action: 'areas.write',
    problems: [400, 401, 403, 404, 409],
  })
  async setStatus(
    @Param(new ZodPipe(param)) { id }: z.infer<typeof param>,
    @Body(new ZodPipe(statusInput)) { status }: z.infer<typeof statusInput>,
  ): Promise<z.infer<typeof setSchema>> {
    await this.sets.setStatus(id, status);
    const { sets } = await this.cache.refresh();
    const set = sets.find((one) => one.id === id);
    if (!set) throw new Problem(404, `no reporting set ${id}`);
    return viewOf(set, this.places.set(undefined));
  }

  /** On the later of today and the day from which all of the import holds. */
  private report(input: ReportingSetInput): SetReport {
    const { sets, stations } = this.cache.current();
    const own = areasOf(input);
    const at = Math.max(this.clock.now(), ...own.map((area) => area.validFrom));
    return {
      id: input.set.id,
      status: sets.find((set) => set.id === input.set.id)?.status ?? 'listed',
      areas: input.features.length,
      successors: input.successors.length,
      ...placeAll(stations.values(), own, input.set.id, at),
    };
  }
}

function viewOf(set: ReportingSet, home: string): z.infer<typeof setSchema> {
  const { id, nameVi, nameEn, noteVi, noteEn, status } = set;
  return { id, nameVi, nameEn, noteVi, noteEn, status, isDefault: id === home };
}
