import { type Bucket, type MeasurementSchema, TimeSeriesError } from '../time-series.port.js';
import { SeriesNames } from './series-names.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
/** Names that InfluxDB keeps for itself. */
const RESERVED = new Set(['time', '_field', '_measurement']);
const encoder = new TextEncoder();

/** A measurement as opened: the names that may reach a line or a query, and the beginnings of its lines. */
export interface Measurement {
  readonly schema: MeasurementSchema;
  /** `bucket/measurement`, for messages. */
  readonly name: string;
  readonly lines: SeriesNames;
  /** `field=`, encoded. */
  readonly fieldKeys: ReadonlyMap<string, Uint8Array>;
}

/** The allow-list: nothing else is ever written or asked for. */
export class SchemaBook {
  private readonly measurements = new Map<string, Measurement>();

  /** @throws TimeSeriesError TIMESERIES_UNKNOWN_NAME when a name can't be one in InfluxDB */
  constructor(schema: readonly MeasurementSchema[]) {
    for (const one of schema) {
      const name = `${one.bucket}/${one.measurement}`;
      const names = [...one.tags, ...one.fields];
      const bad = [one.measurement, ...names].find((word) => !NAME.test(word) || RESERVED.has(word));
      if (bad !== undefined) throw unknown(name, `"${bad}" can't be a name in InfluxDB`);
      if (new Set(names).size < names.length)
        throw unknown(name, 'a name is both a tag and a field, or given twice');
      this.measurements.set(name, {
        schema: one,
        name,
        lines: new SeriesNames(one.measurement, one.tags),
        fieldKeys: new Map(one.fields.map((field) => [field, encoder.encode(`${field}=`)])),
      });
    }
  }

  /** @throws TimeSeriesError TIMESERIES_UNKNOWN_NAME */
  get(bucket: Bucket, measurement: string): Measurement {
    const name = `${bucket}/${measurement}`;
    const found = this.measurements.get(name);
    if (!found) throw unknown(name, 'not in the schema');
    return found;
  }
}

/** @throws TimeSeriesError TIMESERIES_UNKNOWN_NAME */
export function requireTags({ schema, name }: Measurement, tags: readonly string[]): void {
  const unknownTag = tags.find((tag) => !schema.tags.includes(tag));
  if (unknownTag !== undefined) throw unknown(name, `it has no tag "${unknownTag}"`);
}

/** @throws TimeSeriesError TIMESERIES_UNKNOWN_NAME */
export function requireFields({ fieldKeys, name }: Measurement, fields: readonly string[]): void {
  const unknownField = fields.find((field) => !fieldKeys.has(field));
  if (unknownField !== undefined) throw unknown(name, `it has no field "${unknownField}"`);
}

function unknown(name: string, why: string): TimeSeriesError {
  return new TimeSeriesError('TIMESERIES_UNKNOWN_NAME', `looking up ${name}: ${why}`, false);
}
