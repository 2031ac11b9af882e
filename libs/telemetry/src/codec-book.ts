import { compileMapping, type CompiledMapping } from './mapping/compile-mapping.js';
import { mappingSchema } from './mapping/mapping.schema.js';
import type { MeasureCatalogue } from './measure-catalogue.js';

/** A version of a registered codec as the registry keeps it. */
export interface CodecVersion {
  readonly id: string;
  /** 1 for the first. */
  readonly version: number;
  /** Messages that arrive from then on are decoded by it (epoch ms), until the next version's. */
  readonly validFrom: number;
  readonly family: string;
  readonly mapping: unknown;
}

/** Finds the mapping that decodes a message. */
export interface MappingLookup {
  /** The mapping of a registered codec for a message that arrives then; null where there is none. */
  at(id: string, arrival: number): CompiledMapping | null;
}

interface Entry {
  readonly version: number;
  readonly validFrom: number;
  /** Null: the catalogue no longer has what it maps to. */
  readonly mapping: CompiledMapping | null;
}

/** The registered codecs, each version made ready once. Immutable. */
export class CodecBook implements MappingLookup {
  static readonly EMPTY = new CodecBook(new Map());

  private constructor(private readonly entries: ReadonlyMap<string, readonly Entry[]>) {}

  /** @param before the book that this one follows: a version never changes, so what is ready there stays */
  static of(rows: readonly CodecVersion[], catalogue: MeasureCatalogue, before = CodecBook.EMPTY): CodecBook {
    const entries = new Map<string, Entry[]>();
    for (const row of rows) {
      const known = before.entries.get(row.id)?.find(({ version }) => version === row.version);
      const { id, version, validFrom } = row;
      const entry = known ?? { version, validFrom, mapping: ready(row, catalogue) };
      const versions = entries.get(id);
      if (versions === undefined) entries.set(id, [entry]);
      else versions.push(entry);
    }
    for (const versions of entries.values()) versions.sort((a, b) => a.version - b.version);
    return new CodecBook(entries);
  }

  at(id: string, arrival: number): CompiledMapping | null {
    const versions = this.entries.get(id);
    if (versions === undefined) return null;
    for (let i = versions.length - 1; i >= 0; i--) {
      const entry = versions[i];
      if (entry !== undefined && entry.validFrom <= arrival) return entry.mapping;
    }
    return null;
  }
}

function ready({ family, mapping }: CodecVersion, catalogue: MeasureCatalogue): CompiledMapping | null {
  const layout = catalogue.families.get(family);
  const document = mappingSchema.safeParse(mapping);
  if (layout === undefined || !document.success) return null;
  const compiled = compileMapping(document.data, layout);
  return 'mistakes' in compiled ? null : compiled;
}
