import type { FamilyLayout, MeasureDef } from '../measure-def.js';
import { isIdentifying } from '../native/privacy.js';
import type { MappingDocument } from './mapping.schema.js';
import { lastKey, parsePath, type Path } from './path.js';
import { type TimeReader, timeReader } from './time-reader.js';
import { type Conversion, conversion, UNCHANGED, unitsLike } from './units.js';

/** What is wrong with a mapping, and where in the document. */
export interface MappingMistake {
  readonly path: string;
  readonly message: string;
}

/** Where one field comes from: a path, or a value that is always the same. */
export interface Source<T> {
  readonly path: Path | null;
  readonly value: T | null;
}

export interface MeasureSource extends Source<number | string> {
  readonly def: MeasureDef;
  readonly slot: number;
  readonly convert: Conversion;
  readonly map: ReadonlyMap<string, number | string> | null;
  readonly ignore: ReadonlySet<unknown> | null;
}

/** A mapping that is ready to decode payloads of one family's devices. */
export interface CompiledMapping {
  readonly family: string;
  readonly readings: Path | null;
  readonly time: { readonly path: Path; readonly read: TimeReader; readonly format: string };
  /** Null: the device profile's. */
  readonly stamp: 'end' | 'start' | null;
  readonly period: (Source<number> & { readonly seconds: number }) | null;
  readonly lane: (Source<number> & { readonly map: ReadonlyMap<string, number> | null }) | null;
  readonly tms: boolean;
  readonly measures: readonly MeasureSource[];
}

const SECONDS = { s: 1, ms: 0.001, min: 60, h: 3600 } as const;

/** Makes a mapping ready, or lists everything that is wrong with it. */
export function compileMapping(
  document: MappingDocument,
  layout: FamilyLayout,
): CompiledMapping | { readonly mistakes: readonly MappingMistake[] } {
  const compiler = new Compiler(layout);
  const compiled = compiler.compile(document);
  return compiler.mistakes.length > 0 ? { mistakes: compiler.mistakes } : compiled;
}

class Compiler {
  readonly mistakes: MappingMistake[] = [];

  constructor(private readonly layout: FamilyLayout) {}

  compile(document: MappingDocument): CompiledMapping {
    const { readings, time, period, lane, measures } = document;
    const stamp = typeof time === 'string' ? { path: time, format: 'rfc3339' } : time;
    const read = timeReader(stamp.format, 'zone' in stamp ? stamp.zone : undefined);
    if (typeof read === 'string') this.wrong('time', read);
    const where = readings === undefined ? null : this.path('readings', readings, true);
    return {
      family: this.layout.family,
      readings: where,
      time: {
        path: this.path('time.path', stamp.path),
        read: typeof read === 'string' ? () => NaN : read,
        format: stamp.format,
      },
      stamp: ('stamp' in stamp ? stamp.stamp : undefined) ?? null,
      period:
        period === undefined ? null : this.period(typeof period === 'string' ? { path: period } : period),
      lane: lane === undefined ? null : this.lane(typeof lane === 'string' ? { path: lane } : lane),
      tms: document.speedKind === 'time',
      measures: Object.entries(measures).flatMap(([key, source]) =>
        this.measure(key, typeof source === 'string' ? { path: source } : source),
      ),
    };
  }

  private period(source: {
    path?: string | undefined;
    value?: number | undefined;
    unit?: keyof typeof SECONDS;
  }) {
    const seconds = SECONDS[source.unit ?? 's'];
    return { ...this.source('period', source), seconds };
  }

  private lane(source: {
    path?: string | undefined;
    value?: number | undefined;
    map?: Record<string, number> | undefined;
  }) {
    const map = source.map === undefined ? null : new Map(Object.entries(source.map));
    return { ...this.source('lane', source), map };
  }

  private measure(
    key: string,
    source: Exclude<MappingDocument['measures'][string], string>,
  ): readonly MeasureSource[] {
    const at = `measures.${key}`;
    const slot = this.layout.index.get(key);
    const def = slot === undefined ? undefined : this.layout.measures[slot];
    if (slot === undefined || def === undefined) {
      const known = [...this.layout.index.keys()].join(', ');
      this.wrong(at, `is no measure of ${this.layout.family}, which has ${known}`);
      return [];
    }
    for (const value of Object.values(source.map ?? {})) this.state(`${at}.map`, def, value);
    if (source.value !== undefined) this.state(`${at}.value`, def, source.value);
    return [
      {
        ...this.source<number | string>(at, source),
        def,
        slot,
        convert: this.conversion(at, def, source),
        map: source.map === undefined ? null : new Map(Object.entries(source.map)),
        ignore: source.ignore === undefined ? null : new Set<unknown>(source.ignore),
      },
    ];
  }

  private conversion(
    at: string,
    def: MeasureDef,
    {
      unit,
      factor,
      offset,
    }: { unit?: string | undefined; factor?: number | undefined; offset?: number | undefined },
  ): Conversion {
    if (unit === undefined)
      return factor === undefined && offset === undefined
        ? UNCHANGED
        : { factor: factor ?? 1, offset: offset ?? 0 };
    if (factor !== undefined || offset !== undefined) this.wrong(at, 'either a unit, or a factor and offset');
    const found = conversion(unit, def.unit);
    if (found === null)
      this.wrong(
        `${at}.unit`,
        `${unit} can't be converted to ${def.unit}: one of ${unitsLike(def.unit).join(', ')}, or a factor`,
      );
    return found ?? UNCHANGED;
  }

  private state(at: string, def: MeasureDef, value: number | string): void {
    if (typeof value === 'number') return;
    if (def.states === null) this.wrong(at, `${value}: a number is wanted`);
    else if (!Object.hasOwn(def.states, value))
      this.wrong(at, `${value}: one of ${Object.keys(def.states).join(', ')}`);
  }

  private source<T>(at: string, given: { path?: string | undefined; value?: T | undefined }): Source<T> {
    if ((given.path === undefined) === (given.value === undefined))
      this.wrong(at, 'either a path or a value');
    return {
      path: given.path === undefined ? null : this.path(`${at}.path`, given.path),
      value: given.value ?? null,
    };
  }

  private path(at: string, text: string, mayHaveEach = false): Path {
    const path = parsePath(text);
    if (typeof path === 'string') {
      this.wrong(at, path);
      return { text, fromRoot: false, isKey: false, steps: [], each: false };
    }
    const key = lastKey(path);
    if (key !== null && isIdentifying(key))
      this.wrong(at, `${key} identifies people or vehicles and is never read`);
    if (path.each && !mayHaveEach) this.wrong(at, '`.*` is for `readings` only');
    return path;
  }

  private wrong(path: string, message: string): void {
    this.mistakes.push({ path, message });
  }
}
