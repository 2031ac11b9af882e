import type { MeasurementSchema } from './time-series.port.js';

/** Both schemas as one, by bucket and measurement; the known one itself when the other adds nothing to it. */
export function mergeSchemas(
  known: readonly MeasurementSchema[],
  added: readonly MeasurementSchema[],
): readonly MeasurementSchema[] {
  const merged = new Map(known.map((one) => [`${one.bucket}/${one.measurement}`, one]));
  let changed = false;
  for (const one of added) {
    const key = `${one.bucket}/${one.measurement}`;
    const before = merged.get(key);
    const fields = [...new Set([...(before?.fields ?? []), ...one.fields])];
    if (before && fields.length === before.fields.length) continue;
    merged.set(key, { ...one, fields });
    changed = true;
  }
  return changed ? [...merged.values()] : known;
}
