import { formatLocal } from '@app/kpi';
import { wrongCursor } from '../http/list.js';
import type { LinePoint } from './series-line.js';
import type { SeriesPlan } from './series-plan.js';
import type { SeriesReader } from './series-reader.js';
import type { SeriesReply } from './series.schemas.js';
import { viewsOf } from './series-table.js';

/** Where a page ended: the time and the line of its last point, and how many of the same came before. */
interface Place {
  readonly t: number;
  readonly line: number;
  readonly nth: number;
}

/** Batches of a plan's points. */
export function pointsOf(reader: SeriesReader, plan: SeriesPlan): AsyncGenerator<readonly LinePoint[]> {
  const { lines, bucket, from, to } = plan;
  return bucket === 'raw' ? reader.points(lines, from, to) : reader.buckets(lines, bucket, from, to);
}

/** One page of many series, by time; reading begins where the page before ended. Problem 400 for a wrong `after`. */
export async function seriesPage(
  reader: SeriesReader,
  plan: SeriesPlan,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<SeriesReply> {
  const begin = after === undefined ? null : placeOf(after);
  const rest = begin === null ? plan : { ...plan, from: Math.max(plan.from, begin.t) };
  const views = viewsOf(plan);
  const items: SeriesReply['items'] = [];
  let last: Place = { t: -Infinity, line: -1, nth: 0 };
  for await (const batch of pointsOf(reader, rest)) {
    for (const point of batch) {
      const nth = point.t === last.t && point.line === last.line ? last.nth + 1 : 0;
      const place = { t: point.t, line: point.line, nth };
      if (items.length === limit) return { items, next: textOf(last), series: views };
      last = place;
      if (begin !== null && !isAfter(place, begin)) continue;
      const { value, n, completeness, device, lane } = point;
      items.push({
        series: views[point.line]?.id ?? '',
        t: formatLocal(point.t),
        value,
        n,
        completeness,
        ...(device !== undefined && { device }),
        ...(lane !== undefined && { lane }),
      });
    }
  }
  return { items, next: null, series: views };
}

function isAfter(a: Place, b: Place): boolean {
  if (a.t !== b.t) return a.t > b.t;
  return a.line === b.line ? a.nth > b.nth : a.line > b.line;
}

function textOf({ t, line, nth }: Place): string {
  return [t, line, nth].map((one) => one.toString(36)).join('.');
}

function placeOf(text: string): Place {
  const match = /^(-?[0-9a-z]{1,10})\.([0-9a-z]{1,4})\.([0-9a-z]{1,8})$/.exec(text);
  if (!match) throw wrongCursor();
  const [t = 0, line = 0, nth = 0] = match.slice(1).map((part) => Number.parseInt(part, 36));
  return { t, line, nth };
}
