import { cellKey, type KpiCell } from '@app/kpi';
import { z } from 'zod';

const sideSchema = z.object({
  version: z.number().int(),
  value: z.number().nullable(),
  num: z.number().nullable(),
  den: z.number().nullable(),
  quality: z.enum(['ok', 'partial', 'insufficient']),
});

/** A period's value by two versions of a definition. */
export const shadowSchema = z
  .object({
    kpi: z.string(),
    area: z.string(),
    period: z.string(),
    from: z.string(),
    version: sideSchema.nullable().describe('null: it has no value for the period'),
    against: sideSchema.nullable(),
    difference: z.number().nullable(),
    relative: z.number().nullable().describe('difference by the value it is compared with'),
    differs: z.boolean().describe('beyond 1e-9, or in quality'),
  })
  .meta({ id: 'ShadowItem' });
export type ShadowItem = z.infer<typeof shadowSchema>;

/** Pairs the cells of two versions by KPI and period, in the order of time. */
export function compareVersions(
  cells: readonly KpiCell[],
  against: readonly KpiCell[],
  local: (at: number) => string,
): ShadowItem[] {
  const [own, other] = [byKey(cells), byKey(against)];
  const keys = new Map([...other, ...own]);
  return [...keys]
    .toSorted(([, a], [, b]) => a.from - b.from || (a.kpi < b.kpi ? -1 : 1))
    .map(([key, { kpi, area, period, from }]) => {
      const [a, b] = [own.get(key), other.get(key)];
      const [x, y] = [a?.value ?? null, b?.value ?? null];
      const difference = x === null || y === null ? null : x - y;
      return {
        kpi,
        area,
        period,
        from: local(from),
        version: sideOf(a),
        against: sideOf(b),
        difference,
        relative: difference === null || y === null || y === 0 ? null : difference / Math.abs(y),
        differs: a?.quality !== b?.quality || !isClose(x, y),
      };
    });
}

function isClose(x: number | null, y: number | null): boolean {
  if (x === null || y === null) return x === y;
  return Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y));
}

function byKey(cells: readonly KpiCell[]): Map<string, KpiCell> {
  return new Map(cells.map((cell) => [cellKey(cell), cell]));
}

function sideOf(cell: KpiCell | undefined): z.infer<typeof sideSchema> | null {
  if (cell === undefined) return null;
  const { definition, value, num, den, quality } = cell;
  return { version: definition, value, num, den, quality };
}
