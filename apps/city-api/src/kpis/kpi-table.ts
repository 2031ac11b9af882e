import type { KpiItem } from '@app/contracts';
import type { Column, Row, Tabular } from '../tabular/tabular.js';

const column = (name: string, type: Column['type'], of: (item: KpiItem) => Row[number]) => ({
  name,
  type,
  of,
});

/** Columns of a file of KPI values: the fields of an item, those of `sources` beside the others. */
const COLUMNS = [
  column('kpi', 'text', (item) => item.kpi),
  column('area', 'text', (item) => item.area),
  column('place', 'text', (item) => item.place),
  column('period', 'text', (item) => item.period),
  column('from', 'time', (item) => item.from),
  column('to', 'time', (item) => item.to),
  column('value', 'number', (item) => item.value),
  column('unit', 'text', (item) => item.unit),
  column('num', 'number', (item) => item.num),
  column('den', 'number', (item) => item.den),
  column('quality', 'text', (item) => item.quality),
  column('finality', 'text', (item) => item.finality),
  column('completeness', 'number', (item) => item.completeness),
  column('reporting', 'integer', (item) => item.sources.reporting),
  column('expected', 'integer', (item) => item.sources.expected),
  column('definition', 'integer', (item) => item.definition),
  column('reportingSet', 'text', (item) => item.reportingSet),
  column('revision', 'integer', (item) => item.revision),
  column('reason', 'text', (item) => item.reason),
  column('computedAt', 'time', (item) => item.computedAt),
] as const;

/** KPI items as a table. */
export function kpiTable(items: readonly KpiItem[]): Tabular {
  return { columns: COLUMNS, batches: [items.map((item) => COLUMNS.map(({ of }) => of(item)))] };
}
