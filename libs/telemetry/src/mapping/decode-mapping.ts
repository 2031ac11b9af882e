import { allowed, storedValue, valueProblem } from '../check-value.js';
import type { Decoded, DecodeContext, DeviceView } from '../decoded.js';
import type { FamilyLayout } from '../measure-def.js';
import { Collector, show } from '../native/collector.js';
import { MAX_ELEMENTS, parseJson } from '../native/parse-json.js';
import { countIdentifying } from '../native/privacy.js';
import { readLane } from '../native/read-lane.js';
import { type Refusal, type Span, spanOf } from '../native/read-span.js';
import { rejected } from '../rejected.js';
import type { CompiledMapping, MeasureSource, Source } from './compile-mapping.js';
import { follow, type Path } from './path.js';

/** Decodes a vendor's own JSON as a mapping says. What it doesn't name is not read; what identifies is counted. */
export function decodeMapping(
  mapping: CompiledMapping,
  payload: Uint8Array,
  device: DeviceView,
  layout: FamilyLayout,
  ctx: DecodeContext,
): Decoded {
  if (mapping.family !== layout.family)
    return rejected('unknown_codec', `this mapping is for ${mapping.family}`);
  const json = parseJson(payload);
  if ('count' in json) return json;
  const { value: root, problems } = json;
  const found = elementsOf(mapping.readings, root);
  if ('reason' in found) return rejected(found.reason, found.detail);
  const { elements, keys } = found;
  if (elements.length > MAX_ELEMENTS)
    return rejected('too_large', `${elements.length} readings, at most ${MAX_ELEMENTS}`);
  const [first] = problems?.values() ?? [];
  if (first !== undefined && elements !== root) return rejected(first.reason, show(first.key));
  const out = new Collector();
  out.privacyDropped = countIdentifying(root);
  const reader = new MappedReader(mapping, root, { device, layout, ctx }, out);
  for (let i = 0; i < elements.length; i++) {
    const problem = problems?.get(i);
    if (problem !== undefined) out.whole(i, problem.reason, show(problem.key));
    else reader.read(elements[i], i, keys?.[i] ?? i);
  }
  return out;
}

interface Elements {
  readonly elements: readonly unknown[];
  /** Names of the members, where the readings are members of an object. */
  readonly keys: readonly string[] | null;
}

function elementsOf(path: Path | null, root: unknown): Elements | Refusal {
  const at = path === null ? root : follow(path.steps, root);
  const name = path === null ? 'the message' : `readings at ${path.text}`;
  if (at === undefined) return { reason: 'empty', detail: `${name}: nothing there` };
  if (typeof at !== 'object' || at === null)
    return { reason: 'wrong_type', detail: `${name} = ${show(at)}: an array or object is wanted` };
  if (Array.isArray(at))
    return at.length === 0
      ? { reason: 'empty', detail: `${name}: 0 readings` }
      : { elements: at, keys: null };
  if (path?.each !== true) return { elements: [at], keys: null };
  const keys = Object.keys(at);
  if (keys.length === 0) return { reason: 'empty', detail: `${name}: 0 readings` };
  return { elements: Object.values(at), keys };
}

/** What a reading is read against. */
interface Against {
  readonly device: DeviceView;
  readonly layout: FamilyLayout;
  readonly ctx: DecodeContext;
}

/** Turns the elements of one message into readings and faults. */
class MappedReader {
  private element: unknown = null;
  private key: string | number = 0;

  constructor(
    private readonly mapping: CompiledMapping,
    private readonly root: unknown,
    private readonly against: Against,
    private readonly out: Collector,
  ) {}

  /** Gives one reading or one whole fault to the collector. */
  read(element: unknown, index: number, key: string | number): void {
    this.element = element;
    this.key = key;
    const { out, mapping } = this;
    const { device, layout } = this.against;
    if (typeof element !== 'object' || element === null)
      return out.whole(index, 'wrong_type', `${show(element)} where a reading is wanted`);
    const span = this.span();
    if ('reason' in span) return out.whole(index, span.reason, span.detail);
    const lane = this.lane();
    if (typeof lane !== 'string') return out.whole(index, lane.reason, lane.detail);
    const values = new Float64Array(layout.measures.length).fill(NaN);
    let found = 0;
    const seconds = span.periodS || device.cadenceS;
    for (const source of mapping.measures) found += this.measure(source, index, seconds, values);
    if (found === 0) return this.nothing(index);
    const { time, end, periodS } = span;
    out.stored({ index, time, end, periodS, lane, values, tms: mapping.tms });
  }

  private at(path: Path): unknown {
    if (path.isKey) return this.key;
    return follow(path.steps, path.fromRoot ? this.root : this.element);
  }

  private raw<T>(source: Source<T>): unknown {
    return source.path === null ? source.value : this.at(source.path);
  }

  private span(): Span | Refusal {
    const { time, period, stamp } = this.mapping;
    const { device, ctx } = this.against;
    const raw = this.at(time.path);
    if (raw === undefined) return { reason: 'no_time', detail: `time at ${time.path.text} is missing` };
    const shown = `time at ${time.path.text} = ${show(raw)}`;
    const ms = time.read(raw);
    if (Number.isNaN(ms)) return { reason: 'no_time', detail: `${shown}: ${time.format} is wanted` };
    let periodS: number | undefined;
    if (period !== null) {
      const value = numberOf(this.raw(period));
      if (Number.isNaN(value))
        return {
          reason: 'wrong_type',
          detail: `period${whereOf(period)} = ${show(this.raw(period))}: a number is wanted`,
        };
      periodS = value * period.seconds;
    }
    return spanOf({ stamp: ms, end: stamp ?? device.stamp, periodS, shown }, ctx);
  }

  private lane(): string | Refusal {
    const { lane } = this.mapping;
    const { device } = this.against;
    const raw = lane === null ? undefined : (this.raw(lane) ?? undefined);
    if (lane === null || raw === undefined) return readLane(undefined, device);
    const mapped = lane.map === null ? numberOf(raw) : (lane.map.get(nameOf(raw)) ?? NaN);
    if (!Number.isNaN(mapped)) return readLane(mapped, device);
    const wanted = lane.map === null ? 'a number is wanted' : `not among ${[...lane.map.keys()].join(', ')}`;
    return { reason: 'unknown_dimension', detail: `lane${whereOf(lane)} = ${show(raw)}: ${wanted}` };
  }

  private measure(source: MeasureSource, index: number, seconds: number, values: Float64Array): number {
    const raw = this.raw(source);
    if (raw === undefined || raw === null || source.ignore?.has(raw) === true) return 0;
    const { def, map, convert } = source;
    const { measures } = this.against.device;
    if (measures !== null && !measures.has(def.key)) {
      this.out.measure(index, 'unknown_measure', `${def.key} is not measured by this device's profile`);
      return 0;
    }
    const mapped = map === null ? raw : map.get(nameOf(raw));
    if (mapped === undefined)
      return this.refuse(
        source,
        index,
        'out_of_range',
        raw,
        `not among ${[...(map?.keys() ?? [])].join(', ')}`,
      );
    const isState = def.states !== null && typeof mapped === 'string' && Number.isNaN(numberOf(mapped));
    const value = isState ? mapped : numberOf(mapped) * convert.factor + convert.offset;
    if (typeof value === 'number' && Number.isNaN(value))
      return this.refuse(source, index, 'wrong_type', raw, 'a number is wanted');
    const problem = valueProblem(def, value, seconds);
    if (problem !== null) return this.refuse(source, index, problem, raw, `allowed ${allowed(def)}`);
    values[source.slot] = storedValue(def, value);
    return 1;
  }

  private refuse(
    source: MeasureSource,
    index: number,
    reason: Refusal['reason'],
    raw: unknown,
    why: string,
  ): 0 {
    this.out.measure(index, reason, `${source.def.key}${whereOf(source)} = ${show(raw)}: ${why}`);
    return 0;
  }

  /** Says which paths led nowhere, unless a measure's own fault says more. */
  private nothing(index: number): void {
    if (this.out.hasPending) return this.out.nothingValid(index);
    const paths = this.mapping.measures.map(({ path }) => path?.text ?? '').join(', ');
    this.out.whole(index, 'empty', `nothing at ${paths}`);
  }
}

function whereOf({ path }: { readonly path: Path | null }): string {
  return path === null ? '' : ` at ${path.text}`;
}

/** A scalar as the keys of a map spell it; '' for what is none. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?$/;

/** A number, or the number that a text spells with a decimal point; NaN for all else. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : NaN;
}
