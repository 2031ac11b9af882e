import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { KpiItem } from '@app/contracts';
import { formatLocal, parseInstant, periodEnd, periodStart } from '@app/kpi';
import { IndicatorRepository, type IndicatorValue } from '@app/registry';
import { Places } from '../../inventory/places.js';
import { Definitions } from '../../kpis/definitions.js';
import { KpiValues } from '../../kpis/kpi-values.js';
import type { OpenRow } from './columns.js';
import type { Dataset } from './dataset.js';
import { publishedValues } from './published-values.js';
import { endsIn, type FileSpan, periodsIn } from './spans.js';
import { suppressed } from './suppression.js';

/** What stands in a file. */
export interface OpenRows {
  readonly rows: readonly OpenRow[];
  /** Values that are not final yet and so left out. */
  readonly notFinal: number;
  /** Newest change of what is in it, epoch ms; null when nothing is. */
  readonly modified: number | null;
}

/** Reads what is published of a dataset: final and signed values of the reporting set in force, small counts hidden. */
@Injectable()
export class OpenRowReader {
  constructor(
    private readonly values: KpiValues,
    private readonly definitions: Definitions,
    private readonly indicators: IndicatorRepository,
    private readonly places: Places,
    private readonly clock: Clock,
  ) {}

  async read(dataset: Dataset, span: FileSpan): Promise<OpenRows> {
    const set = this.places.set(undefined);
    const areas = new Map(this.places.areas(set).map((area) => [area.code, area]));
    const nameOf = (code: string): string => areas.get(code)?.nameVi ?? '';
    const found =
      dataset.kind === 'kpi'
        ? await this.kpiRows(dataset, span, set, [...areas.keys()], nameOf)
        : await this.seriesRows(dataset, span, set, nameOf);
    const parentOf = (code: string): string | null => areas.get(code)?.parent ?? null;
    return { ...found, rows: suppressed(found.rows, dataset.counts, parentOf) };
  }

  private async kpiRows(
    { id, periods }: Dataset,
    span: FileSpan,
    set: string,
    areas: readonly string[],
    nameOf: (code: string) => string,
  ): Promise<OpenRows> {
    const items: KpiItem[] = [];
    for (const period of periodsIn(span.kind, periods)) {
      const from = periodStart(period, span.from);
      const kpis = this.definitions.members(id);
      const read = await this.values.inAreas({ kpis, areas, period, set, from, to: span.to });
      items.push(...read.filter((item) => endsIn(span, period, Date.parse(item.from))));
    }
    const final = items.filter(({ finality }) => finality !== 'provisional');
    return {
      rows: final.map((item) => kpiRow(item, nameOf(item.area))),
      notFinal: items.length - final.length,
      modified: newest(final.map(({ computedAt }) => Date.parse(computedAt))),
    };
  }

  private async seriesRows(
    { id }: Dataset,
    span: FileSpan,
    set: string,
    nameOf: (code: string) => string,
  ): Promise<OpenRows> {
    const all = await this.indicators.values({ indicator: id, set, revisions: true });
    const values = publishedValues(all, this.clock.now()).filter(
      ({ period, from }) =>
        (period === 'year') === (span.kind === 'year') && endsIn(span, period, parseInstant(from) ?? 0),
    );
    const published = values.flatMap(({ publishedAt }) => parseInstant(publishedAt ?? '') ?? []);
    return {
      rows: values.map((value) => seriesRow(value, nameOf(value.area))),
      notFinal: 0,
      modified: newest([...published, (await this.indicators.importedAt(id)) ?? 0]),
    };
  }
}

function newest(times: readonly number[]): number | null {
  return times.length === 0 ? null : times.reduce((a, b) => Math.max(a, b));
}

/** Finality is not among the columns: signing a period changes no number, so it changes no file. */
function kpiRow(item: KpiItem, areaName: string): OpenRow {
  const { sources, caveats, finality: _finality, registryRevision: _registry, ...rest } = item;
  return {
    ...rest,
    areaName,
    reporting: sources.reporting,
    expected: sources.expected,
    caveats: caveats.length === 0 ? null : caveats.join(' '),
    flag: null,
  };
}

function seriesRow({ set, by: _by, ...value }: IndicatorValue, areaName: string): OpenRow {
  const from = parseInstant(value.from) ?? 0;
  return {
    ...value,
    areaName,
    reportingSet: set,
    from: formatLocal(from),
    to: formatLocal(periodEnd(value.period, from)),
    flag: null,
  };
}
