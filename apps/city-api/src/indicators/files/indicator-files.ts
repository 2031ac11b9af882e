import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import {
  type Indicator,
  type IndicatorQuery,
  IndicatorRepository,
  InventoryCache,
  type PublicationOutcome,
} from '@app/registry';
import type { ReadRow, ReadRows } from '../../spreadsheet/row-reader.js';
import { readTable } from '../../spreadsheet/read-table.js';
import type { PlainCell } from '../../spreadsheet/write-xlsx.js';
import { type ImportReport, reportOf } from './import-report.js';
import { readSeries, SERIES_COLUMNS } from './series-rows.js';
import { readValues, VALUE_COLUMNS } from './value-rows.js';

export type FileContent = 'values' | 'series';

interface ImportRequest {
  readonly bytes: Buffer;
  readonly content: FileContent;
  readonly dryRun: boolean;
  readonly by: string | null;
}

/** Socio-economic series from and to files of one table. */
@Injectable()
export class IndicatorFiles {
  constructor(
    private readonly repository: IndicatorRepository,
    private readonly cache: InventoryCache,
    private readonly clock: Clock,
  ) {}

  /** What a file would bring; stored, unless it is a dry run or has any problem: then nothing is. */
  async import({ bytes, content, dryRun, by }: ImportRequest): Promise<ImportReport> {
    const table = await readTable(bytes);
    const indicators = new Map((await this.repository.indicators()).map((one) => [one.id, one]));
    const now = this.clock.now();
    if (content === 'series') {
      const withValues = new Set((await this.repository.values()).map((value) => value.indicator));
      return this.store(readSeries(table, indicators, withValues), dryRun, (rows, dry) =>
        this.repository.describe(rows, { dryRun: dry, now }),
      );
    }
    const { areas } = this.cache.current();
    return this.store(readValues(table, { indicators, areas, now }), dryRun, (rows, dry) =>
      this.repository.publish(
        rows.map((row) => ({ ...row, by })),
        { dryRun: dry, now },
      ),
    );
  }

  /** Rows of a file with its header, as `import` takes them. */
  async export(content: FileContent, query: IndicatorQuery): Promise<readonly (readonly PlainCell[])[]> {
    const rows: readonly object[] =
      content === 'series' ? await this.series(query) : await this.repository.values(query);
    const columns = (content === 'series' ? SERIES_COLUMNS : VALUE_COLUMNS).map(({ name }) => name);
    return [
      columns,
      ...rows.map((row) => columns.map((name) => cellOf((row as Record<string, unknown>)[name]))),
    ];
  }

  private async series({ indicator }: IndicatorQuery): Promise<readonly Indicator[]> {
    return (await this.repository.indicators()).filter(
      (one) => indicator === undefined || one.id === indicator,
    );
  }

  private async store<T>(
    read: ReadRows<T>,
    dryRun: boolean,
    publish: (rows: readonly T[], dryRun: boolean) => Promise<readonly PublicationOutcome[]>,
  ): Promise<ImportReport> {
    const isDry = dryRun || read.problems.count > 0;
    const outcomes = await publish(valuesOf(read.rows), isDry);
    return reportOf(read, outcomes, isDry);
  }
}

function valuesOf<T>(rows: readonly ReadRow<T>[]): readonly T[] {
  return rows.map(({ value }) => value);
}

function cellOf(value: unknown): PlainCell {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.join(' ') : null;
}
