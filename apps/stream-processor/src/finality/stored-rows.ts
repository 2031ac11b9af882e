import type { TimeSeries } from '@app/time-series';
import { WINDOW_MS, type WindowLayout } from '@app/windows';
import type { Series } from '../series/series.js';

/** Largest relative difference of two sums of the same numbers. [DESIGN 2.3] */
const TOLERANCE = 1e-9;

/** The stored window rows of some series of one family. */
export async function storedRows(
  store: TimeSeries,
  family: string,
  all: readonly Series[],
  start: number,
): Promise<ReadonlyMap<Series, Float64Array>> {
  const rows = await store.read({
    bucket: 'windows',
    measurement: family,
    where: { device: [...new Set(all.map((series) => series.device))] },
    from: start,
    to: start + WINDOW_MS,
  });
  const byKey = new Map(all.map((s) => [`${s.device}|${s.lane}|${s.direction}`, s]));
  const found = new Map<Series, Float64Array>();
  for (let i = 0; i < rows.length; i++) {
    const { device, lane, direction } = rows.tags;
    const series = byKey.get(`${device?.[i]}|${lane?.[i]}|${direction?.[i]}`);
    if (series === undefined) continue;
    found.set(
      series,
      Float64Array.from(series.layout.fields, (field) => rows.fields[field]?.[i] ?? NaN),
    );
  }
  return found;
}

/** First field in which two rows of a window differ by more than 1e-9; null when they say the same. */
export function differingField(
  layout: WindowLayout,
  stored: Float64Array | undefined,
  computed: Float64Array,
): string | null {
  for (const [place, field] of layout.fields.entries()) {
    const a = stored?.[place] ?? NaN;
    const b = computed[place] ?? NaN;
    if (a !== a && b !== b) continue;
    const isClose = Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
    if (!isClose) return field;
  }
  return null;
}
