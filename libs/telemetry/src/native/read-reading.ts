import { allowed, storedValue, valueProblem } from '../check-value.js';
import type { DecodeContext, DeviceView } from '../decoded.js';
import type { FamilyLayout } from '../measure-def.js';
import { type Collector, show } from './collector.js';
import { countIdentifying, isIdentifying } from './privacy.js';
import { readLane } from './read-lane.js';
import { readSpan } from './read-span.js';
import type { KeyProblem } from './scan-json.js';

type Fields = Readonly<Record<string, unknown>>;

/** Turns the elements of one message into readings and faults. */
export class ReadingReader {
  constructor(
    private readonly device: DeviceView,
    private readonly layout: FamilyLayout,
    private readonly ctx: DecodeContext,
    private readonly out: Collector,
  ) {}

  /** Gives one reading or one whole fault to the collector. */
  read(raw: unknown, index: number, keys: KeyProblem | undefined): void {
    const out = this.out;
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      return out.whole(index, 'wrong_type', `${show(raw)} where a reading is wanted`);
    if (keys !== undefined) return out.whole(index, keys.reason, show(keys.key));
    const fields = raw as Fields;
    if (fields['ts'] === undefined && Object.keys(fields).length === 0)
      return out.whole(index, 'empty', 'reading without keys');
    const span = readSpan(fields['ts'], fields['period'], this.device, this.ctx);
    if ('reason' in span) return out.whole(index, span.reason, span.detail);
    const lane = readLane(fields['lane'], this.device);
    if (typeof lane !== 'string') return out.whole(index, lane.reason, lane.detail);
    const direction = fields['direction'];
    if (direction !== undefined && direction !== this.device.direction)
      return out.whole(index, 'unknown_dimension', `direction = ${show(direction)}: not the device's`);

    const values = new Float64Array(this.layout.measures.length).fill(NaN);
    const found = this.readMeasures(fields, index, span.periodS, values);
    const { time, end, periodS } = span;
    const kind = fields['speedKind'];
    const tms = kind === 'time';
    if (kind !== undefined && !tms && kind !== 'space') {
      if (!this.dropSpeed(index, kind, values, found)) return;
    } else if (found === 0) return out.nothingValid(index);
    out.stored({ index, time, end, periodS, lane, values, tms });
  }

  /** Reads every key that isn't the reading's frame; returns the number of valid measures. */
  private readMeasures(fields: Fields, index: number, periodS: number, values: Float64Array): number {
    let found = 0;
    for (const key in fields) {
      switch (key) {
        case 'ts':
        case 'period':
        case 'lane':
        case 'speedKind':
        case 'direction':
        // Known and ignored: a gateway's addressing, and what devices number their messages with.
        case 'device':
        case 'id':
        case 'seq':
          continue;
        default:
      }
      const value = fields[key];
      const slot = this.layout.plain.get(key);
      if (slot !== undefined) found += this.readValue(index, slot, value, periodS, values);
      else if (this.layout.groups.has(key)) found += this.readGroup(index, key, value, periodS, values);
      else this.unknown(index, key, value);
    }
    return found;
  }

  private readGroup(
    index: number,
    key: string,
    value: unknown,
    periodS: number,
    values: Float64Array,
  ): number {
    const members = this.layout.groups.get(key);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.out.measure(index, 'wrong_type', `${key} = ${show(value)}: an object is wanted`);
      return 0;
    }
    let found = 0;
    const inner = value as Fields;
    for (const member in inner) {
      const slot = members?.get(member);
      if (slot !== undefined) found += this.readValue(index, slot, inner[member], periodS, values);
      else this.unknown(index, member, inner[member], `${key}.`);
    }
    return found;
  }

  private readValue(
    index: number,
    slot: number,
    value: unknown,
    periodS: number,
    values: Float64Array,
  ): number {
    const def = this.layout.measures[slot];
    const { measures, cadenceS } = this.device;
    if (def === undefined) return 0;
    if (measures !== null && !measures.has(def.key)) {
      this.out.measure(index, 'unknown_measure', `${def.key} is not measured by this device's profile`);
      return 0;
    }
    const problem = valueProblem(def, value, periodS || cadenceS);
    if (problem !== null) {
      this.out.measure(index, problem, `${def.key} = ${show(value)}: allowed ${allowed(def)}`);
      return 0;
    }
    values[slot] = storedValue(def, value);
    return 1;
  }

  private unknown(index: number, key: string, value: unknown, prefix = ''): void {
    if (isIdentifying(key)) this.out.privacyDropped++;
    else {
      this.out.privacyDropped += countIdentifying(value);
      this.out.measure(
        index,
        'unknown_measure',
        `${prefix}${key.slice(0, 64)} is no measure of ${this.layout.family}`,
      );
    }
  }

  /** A speed of an unknown kind is no measure; returns whether anything is left. */
  private dropSpeed(index: number, kind: unknown, values: Float64Array, found: number): boolean {
    const slot = this.layout.plain.get('speed');
    this.out.measure(index, 'wrong_type', `speedKind = ${show(kind)}: allowed space, time`);
    const had = slot !== undefined && !Number.isNaN(values[slot]);
    if (had) values[slot] = NaN;
    if (found > (had ? 1 : 0)) return true;
    this.out.nothingValid(index);
    return false;
  }
}
