import type { Device } from '@app/registry';
import { type Bucket, type SeriesRows, type TimeSeries, TimeSeriesError } from '@app/time-series';

const DAY_MS = 86_400_000;
const WINDOW_S = 300;
const MIN_CHUNK_MS = 60_000;

/** Rows that are held at a time: as many as are gone through in about 20 ms. */
const ROWS_AT_ONCE = 100_000;
/** Where a store is stopped that has more than was expected; the chunk is then read in halves. */
const MAX_ROWS = 500_000;

/** What is read: fields of one family's rows of these devices, from (inclusive) to (exclusive). */
export interface ChunkQuery {
  readonly bucket: Extract<Bucket, 'raw' | 'windows'>;
  readonly family: string;
  readonly devices: readonly Device[];
  readonly fields: readonly string[];
}

export interface Chunk {
  readonly to: number;
  readonly rows: readonly SeriesRows[];
}

/** Rows a day that the devices make, when all goes well. */
export function rowsPerDay(devices: readonly Device[], bucket: ChunkQuery['bucket']): number {
  return devices.reduce((sum, { cadenceS, lanes }) => {
    const every = bucket === 'raw' ? cadenceS : Math.max(cadenceS, WINDOW_S);
    return sum + (DAY_MS / 1000 / every) * Math.max(1, lanes.length);
  }, 0);
}

/** Reads families side by side, one stretch of time after the other, so that a year needs no more memory than a day. */
export async function* chunksOf(
  store: TimeSeries,
  queries: readonly ChunkQuery[],
  from: number,
  to: number,
): AsyncGenerator<Chunk> {
  const daily = queries.reduce((sum, { devices, bucket }) => sum + rowsPerDay(devices, bucket), 0);
  let length = Math.max(DAY_MS / 24, Math.floor(ROWS_AT_ONCE / Math.max(1, daily)) * DAY_MS);
  let at = from;
  while (at < to) {
    const end = Math.min(to, at + length);
    const rows = await readOr(store, queries, at, end);
    if (rows === null) {
      length = Math.max(MIN_CHUNK_MS, Math.ceil((end - at) / 2));
      continue;
    }
    yield { to: end, rows };
    at = end;
  }
}

/** Null when there is too much in the stretch and it can be made shorter. */
async function readOr(
  store: TimeSeries,
  queries: readonly ChunkQuery[],
  from: number,
  to: number,
): Promise<readonly SeriesRows[] | null> {
  try {
    return await Promise.all(
      queries.map(({ bucket, family, devices, fields }) =>
        store.read({
          bucket,
          measurement: family,
          where: { device: devices.map((device) => device.id) },
          from,
          to,
          fields,
          limit: MAX_ROWS,
        }),
      ),
    );
  } catch (error) {
    const isTooMuch = error instanceof TimeSeriesError && error.code === 'TIMESERIES_TOO_MANY_ROWS';
    if (isTooMuch && to - from > MIN_CHUNK_MS) return null;
    throw error;
  }
}
