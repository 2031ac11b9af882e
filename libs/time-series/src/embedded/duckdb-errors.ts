import { TimeSeriesError } from '../time-series.port.js';

/** Total: makes a TimeSeriesError of anything thrown, keeping one that is one already. */
export function asTimeSeriesError(doing: string, cause: unknown): TimeSeriesError {
  if (cause instanceof TimeSeriesError) return cause;
  const text = textOf(cause);
  const message = `${doing}: ${text.split('\n')[0] ?? text}`;
  if (/lock on file|already open/i.test(text)) {
    return new TimeSeriesError('TIMESERIES_UNAVAILABLE', message, false, { cause });
  }
  return new TimeSeriesError('TIMESERIES_IO', message, isPassing(text), { cause });
}

/**
 * A failure after which nobody knows what the database holds, or after which it answers nothing more (a full disk
 * in the middle of a checkpoint, for one): it must be opened anew.
 */
export class BrokenDatabase extends Error {
  constructor(override readonly cause: unknown) {
    super(textOf(cause), { cause });
    this.name = 'BrokenDatabase';
  }
}

export function isBroken(error: unknown): boolean {
  return error instanceof BrokenDatabase || /^FATAL|database has been invalidated/.test(textOf(error));
}

/** Part of the file is not what was written: its checksum says so, or it is not there. Stays so until it is restored. */
export function isDamage(error: unknown): boolean {
  return /Corrupt database file|Could not read enough bytes/.test(textOf(error));
}

/** A checkpoint that has to wait, because a query still reads rows overwritten since it began. */
export function isCheckpointRefused(error: unknown): boolean {
  return /Cannot CHECKPOINT/.test(textOf(error));
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Disk, memory and aborted transactions pass; a statement that the database can't understand doesn't. */
function isPassing(text: string): boolean {
  return !/^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Not implemented)\b/i.test(text);
}
