import type { MeasureCatalogue } from '@app/telemetry';
import { WindowLayout } from './window-layout.js';

/** Has the shape of the time series' `MeasurementSchema`. */
export interface WindowSchema {
  readonly bucket: 'raw' | 'windows';
  readonly measurement: string;
  readonly tags: readonly string[];
  readonly fields: readonly string[];
}

/** Tags of points and windows; always from the registry. */
export const SERIES_TAGS: readonly string[] = ['device', 'lane', 'direction'];

/**
 * Fields of a stored point beside its measures: period in seconds (0 = instant), first arrival in ms, log offset of
 * the newest value, 1 when the speed is a time-mean.
 */
export const POINT_FIELDS = ['_period', '_arrival', '_offset', '_tms'] as const;

/** Measurements of the buckets `raw` and `windows`, two for each family. */
export function windowSchemas(catalogue: MeasureCatalogue): WindowSchema[] {
  return [...catalogue.families.values()].flatMap((layout): WindowSchema[] => {
    const columns = layout.measures.map((measure) => measure.column);
    const common = { measurement: layout.family, tags: SERIES_TAGS };
    return [
      { bucket: 'raw', ...common, fields: [...columns, ...POINT_FIELDS] },
      { bucket: 'windows', ...common, fields: new WindowLayout(layout).fields },
    ];
  });
}
