import { z } from 'zod';
import { AGGREGATES, FamilyLayout, MEASURE_KINDS, type MeasureDef } from './measure-def.js';

const ascending = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > (values[i - 1] ?? Infinity));

const measureSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/),
    unit: z.string().min(1),
    kind: z.enum(MEASURE_KINDS),
    range: z.tuple([z.number(), z.number()]).refine(([min, max]) => min < max, 'min must be below max'),
    maxPerHour: z.number().positive().nullable().default(null),
    maxRatePerMinute: z.number().positive().nullable().default(null),
    cadence: z.number().int().min(1).max(86_400),
    frozenAfter: z.number().int().min(3).max(288).nullable().default(null),
    edges: z.array(z.number()).min(1).max(40).refine(ascending, 'edges must ascend').nullable().default(null),
    states: z.record(z.string(), z.number().int().min(0).max(3)).nullable().default(null),
    vi: z.string().min(1),
    en: z.string().min(1),
    agg: z.enum(AGGREGATES),
  })
  .refine((m) => m.edges === null || m.kind === 'gauge', 'only a gauge has a histogram')
  .refine((m) => (m.kind === 'state') === (m.states !== null), 'a state, and only a state, names its states')
  .refine((m) => m.kind === 'gauge' || m.kind === 'level' || m.range[0] >= 0, 'range must not be negative');

const catalogueSchema = z.strictObject({
  version: z.literal(1),
  families: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.array(measureSchema).min(1)),
});

type MeasureRow = z.infer<typeof measureSchema>;

/** The measures that the platform knows, by family. Immutable. */
export class MeasureCatalogue {
  private constructor(
    /** Layouts by family, in the document's order. */
    readonly families: ReadonlyMap<string, FamilyLayout>,
    private readonly byId: ReadonlyMap<string, MeasureDef>,
  ) {}

  /** Reads the parsed `seeds/measures.yaml`; throws a ZodError, or an Error naming the repeated key. */
  static parse(doc: unknown): MeasureCatalogue {
    const families = new Map<string, FamilyLayout>();
    const byId = new Map<string, MeasureDef>();
    for (const [family, rows] of Object.entries(catalogueSchema.parse(doc).families)) {
      const measures = rows.map((row) => toMeasure(family, row));
      for (const measure of measures) {
        const id = `${family}.${measure.key}`;
        if (byId.has(id)) throw new Error(`measure ${id} is listed twice`);
        byId.set(id, measure);
      }
      if (new Set(measures.map((m) => m.column)).size < measures.length)
        throw new Error(`two measures of ${family} share a column`);
      families.set(family, new FamilyLayout(family, measures));
    }
    return new MeasureCatalogue(families, byId);
  }

  /** Finds `{family}.{key}`, e.g. `traffic.n.motorcycle`. */
  measure(id: string): MeasureDef | undefined {
    return this.byId.get(id);
  }
}

function toMeasure(family: string, row: MeasureRow): MeasureDef {
  return {
    key: row.key,
    family,
    column: row.key.replaceAll('.', '_'),
    unit: row.unit,
    kind: row.kind,
    min: row.range[0],
    max: row.range[1],
    maxPerHour: row.maxPerHour,
    maxRatePerMinute: row.maxRatePerMinute,
    cadenceS: row.cadence,
    frozenAfter: row.frozenAfter,
    edges: row.edges,
    states: row.states,
    nameVi: row.vi,
    nameEn: row.en,
    defaultAgg: row.agg,
  };
}
