import { parse } from 'csv-parse/sync';
import {
  indicatorValueSchema,
  indicatorsFileSchema,
  type Indicator,
  type IndicatorValue,
} from './indicators.schema.js';
import { readSeedText, SeedFile } from './seed-file.js';
import { SeedError } from './seed.errors.js';

const VALUES = 'indicator-values.csv';

/** Series of `indicators.yaml`. */
export function readIndicators(dir: string): Indicator[] {
  return SeedFile.open(dir, 'indicators.yaml').parse(indicatorsFileSchema).indicators;
}

/** Values of `indicator-values.csv`, each of a known series and in its unit. */
export function readIndicatorValues(dir: string, indicators: readonly Indicator[]): IndicatorValue[] {
  const units = new Map(indicators.map((indicator) => [indicator.id, indicator.unit]));
  const seen = new Set<string>();
  return readRows(dir).map(({ record, line }) => {
    const refuse = (detail: string): never => {
      throw new SeedError(VALUES, `line ${line}`, detail);
    };
    const result = indicatorValueSchema.safeParse(record);
    if (!result.success) {
      const issue = result.error.issues[0];
      return refuse(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
    }
    const row = result.data;
    const unit = units.get(row.indicator);
    if (unit === undefined) return refuse(`no series ${row.indicator} in indicators.yaml`);
    if (unit !== row.unit) return refuse(`unit ${row.unit}: the series is in ${unit}`);
    const key = [
      row.indicator,
      row.set,
      row.area,
      row.period,
      row.from,
      row.status === 'plan',
      row.revision,
    ].join('|');
    if (seen.has(key)) return refuse('the same value, period and revision stands twice');
    seen.add(key);
    return row;
  });
}

function readRows(dir: string): { record: unknown; line: number }[] {
  try {
    const rows = parse(readSeedText(dir, VALUES), {
      columns: true,
      info: true,
      comment: '#',
      comment_no_infix: true,
    });
    return (rows as unknown as { record: unknown; info: { lines: number } }[]).map((row) => ({
      record: row.record,
      line: row.info.lines,
    }));
  } catch (error) {
    if (error instanceof SeedError) throw error;
    throw new SeedError(VALUES, '', error instanceof Error ? error.message : String(error));
  }
}
