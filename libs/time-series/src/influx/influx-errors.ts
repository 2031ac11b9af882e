import { HttpError } from '@influxdata/influxdb-client';
import { TimeSeriesError } from '../time-series.port.js';

/**
 * What a failed request means: `rows` some lines are bad; `large` the body is; `busy` the server asks to wait;
 * `down` it can't be reached or is broken; `denied` credentials; `missing` database, policy, bucket or organisation;
 * `protocol` it did not understand us.
 */
export type Trouble = 'rows' | 'large' | 'busy' | 'down' | 'denied' | 'missing' | 'protocol';

/** A request that InfluxDB did not fulfil. */
export class InfluxFailure extends Error {
  constructor(
    readonly trouble: Trouble,
    message: string,
    /** Seconds that the server asked to wait; 0 when it named none. */
    readonly retryAfterS: number,
    /** Nobody knows whether the server did it, or will do it yet. */
    readonly isUnsettled: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'InfluxFailure';
  }
}

/** A request that was given up because no answer came. */
export class NoAnswer extends Error {
  constructor(ms: number) {
    super(`no answer in ${ms / 1000} s`);
    this.name = 'NoAnswer';
  }
}

/** What is told of a long answer: its beginning, and its end, which holds the reason after a quoted line. */
const [HEAD, TAIL] = [160, 240];
const MISSING = /(database|retention policy|bucket|organization|org) .{0,80}not found/i;
/** What InfluxDB says of lines that it won't take. Another 400 is about the request, and no row's fault. */
const ABOUT_LINES =
  /partial write|unable to parse|beyond retention|field type conflict|max[- ](key length|values-per-tag|series)|invalid (field|tag|time|point|number)|out of range/i;

/** Total: what a thrown value means. */
export function failureOf(error: unknown): InfluxFailure {
  if (error instanceof InfluxFailure) return error;
  if (error instanceof HttpError) {
    const words = wordsOf(error);
    const trouble = troubleOf(error.statusCode, words);
    const retryAfterS = retryAfter(error.headers?.['retry-after']);
    return new InfluxFailure(trouble, `${error.statusCode}: ${words}`, retryAfterS, false, { cause: error });
  }
  const text = error instanceof Error ? error.message || error.name : String(error);
  return new InfluxFailure('down', text, 0, error instanceof NoAnswer, { cause: error });
}

/** What an error inside a 200 answer to a query means. */
export function queryFailure(words: string): InfluxFailure {
  const trouble = MISSING.test(words)
    ? 'missing'
    : /timeout|interrupted|limit|killed/i.test(words)
      ? 'busy'
      : 'protocol';
  return new InfluxFailure(trouble, shortened(words), 0, false);
}

const ADVICE: Partial<Record<Trouble, string>> = {
  denied:
    '; check NHIPPHO_INFLUX_USER and _PASSWORD (version 1) or NHIPPHO_INFLUX_TOKEN and _ORG (version 2), ' +
    'and that they may read and write there',
  missing: '; it is created at the next attempt if the credentials allow it',
  protocol: '; check NHIPPHO_INFLUX_URL and NHIPPHO_INFLUX_VERSION',
};

/** Total: any failure as the port's error. All but a closed store and wrong names pass once the cause is removed. */
export function asTimeSeriesError(doing: string, error: unknown): TimeSeriesError {
  if (error instanceof TimeSeriesError) return error;
  const { trouble, message } = failureOf(error);
  const isAway = trouble === 'down' || trouble === 'busy';
  const code = isAway ? 'TIMESERIES_UNAVAILABLE' : 'TIMESERIES_IO';
  return new TimeSeriesError(code, `${doing}: InfluxDB: ${message}${ADVICE[trouble] ?? ''}`, true, {
    cause: error,
  });
}

function troubleOf(status: number, words: string): Trouble {
  if (status === 401 || status === 403) return 'denied';
  if (status === 404 || MISSING.test(words)) return 'missing';
  if (status === 413) return 'large';
  if (status === 429 || status === 503) return 'busy';
  if (status === 422 || (status === 400 && ABOUT_LINES.test(words))) return 'rows';
  return status >= 500 ? 'down' : 'protocol';
}

function wordsOf({ body = '', statusMessage = '' }: HttpError): string {
  let words = body;
  try {
    const { error, message }: { error?: unknown; message?: unknown } = Object(JSON.parse(body));
    if (typeof message === 'string') words = message;
    else if (typeof error === 'string') words = error;
  } catch {
    // Not JSON: a proxy's page, or plain text.
  }
  return shortened(words.trim() || statusMessage);
}

function shortened(words: string): string {
  return words.length <= HEAD + TAIL ? words : `${words.slice(0, HEAD)} … ${words.slice(-TAIL)}`;
}

/** Seconds of a Retry-After header; a date counts from now. */
function retryAfter(header: string | string[] | undefined): number {
  const text = String(header ?? '');
  if (/^\d+$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, (at - Date.now()) / 1000);
}
