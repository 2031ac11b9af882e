import { TimeSeriesError } from '../time-series.port.js';

/** Total: makes a TimeSeriesError of anything thrown, keeping one that is one already. */
export function asTimeSeriesError(doing: string, cause: unknown): TimeSeriesError {
  if (cause instanceof TimeSeriesError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const message = `${doing}: ${text.split('\n')[0] ?? text}`;
  if (/lock on file|already open/i.test(text)) {
    return new TimeSeriesError('TIMESERIES_UNAVAILABLE', message, false, { cause });
  }
  return new TimeSeriesError('TIMESERIES_IO', message, isPassing(text), { cause });
}

/** Disk, memory and aborted transactions pass; a statement that the database can't understand doesn't. */
function isPassing(text: string): boolean {
  return !/^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Not implemented)\b/i.test(text);
}
