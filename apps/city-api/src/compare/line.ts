import type { Period } from '@app/contracts';

/** One number of a line with what it rests on. */
export interface LineValue {
  readonly value: number | null;
  /** Of a series' range; null otherwise. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Quality of a KPI value; status of a published one. */
  readonly quality: string | null;
  readonly finality: string | null;
  readonly completeness: number | null;
  readonly revision: number | null;
}

/** A KPI member or a socio-economic series in one area: its values by start of period (epoch ms). */
export interface Line {
  readonly kind: 'kpi' | 'indicator';
  /** KPI member or series, e.g. `MOB-05` or `se.grdp.growth`. */
  readonly id: string;
  readonly area: string;
  readonly reportingSet: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly values: ReadonlyMap<number, LineValue>;
  /** Period that values were added up from where the asked one isn't published; null: as published or computed. */
  readonly aggregatedFrom: Period | null;
}

/** True for a unit whose change is told in percentage points. */
export const isShare = (unit: string): boolean => unit.startsWith('%');
