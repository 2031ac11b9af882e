import { Controller, Get, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { AccessGuard } from '../access/access.guard.js';
import { zipFiles } from '../archive/zip.js';
import { ApiOperation } from '../http/operation.js';
import { instantMs } from '../http/span.js';
import { ZodPipe } from '../http/zod.pipe.js';
import { Places } from '../inventory/places.js';
import { PlanTasks } from '../plan/plan-tasks.js';
import type { Unit } from '../plan/units.js';
import { AnnualReports, type PartYears, type ReportRequest } from './annual-report.service.js';
import { type AnnualReport, annualReportSchema } from './model/annual-report.schema.js';
import { layOut } from './paper/lay-out.js';
import { toDocx } from './paper/to-docx.js';
import { toHtml } from './paper/to-html.js';
import { toXlsx } from './paper/to-xlsx.js';
import {
  type AnnualQuery,
  annualQuery,
  type BatchQuery,
  batchQuery,
  type Format,
} from './reports.schemas.js';

const TYPES: Readonly<Record<Format, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

@Controller('api/v1/reports')
@UseGuards(AccessGuard)
export class ReportsController {
  constructor(
    private readonly reports: AnnualReports,
    private readonly plan: PlanTasks,
    private readonly places: Places,
  ) {}

  @Get('annual')
  @ApiOperation({
    tag: 'reports',
    summary: "The yearly report of the decision's section III.5, as docx, xlsx, html or json",
    description:
      'Part I: assigned tasks; part II: KPIs beside the socio-economic indicators; part III: the goals of 2025 and 2030; annex ' +
      'of methods. Without number and date of its making: the same inputs give the same bytes.',
    query: annualQuery,
    produces: TYPES.docx,
    also: { [TYPES.xlsx]: null, 'text/html': null, 'application/json': annualReportSchema },
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async annual(@Query(new ZodPipe(annualQuery)) q: AnnualQuery): Promise<StreamableFile> {
    const set = this.places.set(q.reportingSet);
    const { level } = this.places.requireArea(q.area, set).find((area) => area.code === q.area) ?? {};
    const asked = q.unit === undefined ? null : await this.plan.unit(q.unit);
    const unit = asked ?? (level === 'province' ? null : await this.committee(q.area));
    const request = { ...this.common(q), area: q.area, set, unit, number: q.number ?? null };
    const report = await this.reports.build(request, await this.reports.partYears(request.span));
    return fileOf(await bytesOf(report, q.format), TYPES[q.format], nameOf(report, q.format));
  }

  @Get('annual/batch')
  @ApiOperation({
    tag: 'reports',
    summary: 'The yearly reports of the province and of each of its districts, as one ZIP',
    query: batchQuery,
    produces: 'application/zip',
    action: 'read',
    problems: [400, 401, 403, 404, 422],
  })
  async batch(@Query(new ZodPipe(batchQuery)) q: BatchQuery): Promise<StreamableFile> {
    const set = this.places.set(q.reportingSet);
    const common = this.common(q);
    const parts: PartYears = await this.reports.partYears(common.span);
    const files: Record<string, Uint8Array> = {};
    const areas = this.places.areas(set).filter(({ level }) => level === 'province' || level === 'district');
    for (const { code, level } of areas.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
      const unit = level === 'province' ? null : await this.committee(code);
      const report = await this.reports.build({ ...common, area: code, set, unit, number: null }, parts);
      files[nameOf(report, q.format)] = await bytesOf(report, q.format);
    }
    return fileOf(zipFiles(files), 'application/zip', `bao-cao-nam-${q.year}-${q.format}.zip`);
  }

  private common(q: BatchQuery | AnnualQuery): Pick<ReportRequest, 'span' | 'year' | 'date' | 'signer'> {
    const to = q.to === undefined ? undefined : instantMs(q.to);
    if (q.date !== undefined) instantMs(q.date);
    return {
      span: this.reports.span(q.year, q.edition, to),
      year: q.year,
      date: q.date ?? null,
      signer: q.signer ?? null,
    };
  }

  /** The People's Committee of a district; null where the decision knows none (other reporting sets). */
  private async committee(area: string): Promise<Unit | null> {
    return (await this.plan.units()).find((unit) => unit.area === area) ?? null;
  }
}

async function bytesOf(report: AnnualReport, format: Format): Promise<Uint8Array> {
  if (format === 'json') return Buffer.from(JSON.stringify(report));
  const paper = layOut(report);
  if (format === 'html') return Buffer.from(toHtml(paper));
  return format === 'docx' ? toDocx(paper) : toXlsx(paper);
}

/** `bao-cao-nam-2025-718-ubnd-thanh-pho-thu-dau-mot.docx` */
function nameOf({ year, area, unit }: AnnualReport, format: Format): string {
  return `bao-cao-nam-${year}-${area.code}${unit.id === null ? '' : `-${unit.id}`}.${format}`;
}

function fileOf(bytes: Uint8Array, type: string, name: string): StreamableFile {
  const shown = /html|json/.test(type) ? 'inline' : 'attachment';
  return new StreamableFile(bytes, {
    type,
    disposition: `${shown}; filename="${name}"`,
    length: bytes.length,
  });
}
