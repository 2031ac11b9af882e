import { Injectable } from '@nestjs/common';
import { InventoryCache } from '@app/registry';
import {
  CodecBook,
  type CompiledMapping,
  compileMapping,
  type MappingDocument,
  type MeasureCatalogue,
} from '@app/telemetry';
import { Measures } from '../catalogue/measures.js';
import { type Place, refusal } from '../http/document.js';

/** The registered payload mappings, and those that somebody is about to register. */
@Injectable()
export class Mappings {
  private book = CodecBook.EMPTY;
  private revision = -1;

  constructor(
    private readonly measures: Measures,
    private readonly cache: InventoryCache,
  ) {}

  /** What decodes messages as of the registry that this instance knows. */
  get registered(): CodecBook {
    const { revision, codecs } = this.cache.current();
    if (revision !== this.revision) {
      this.book = CodecBook.of(codecs, this.catalogue, this.book);
      this.revision = revision;
    }
    return this.book;
  }

  get catalogue(): MeasureCatalogue {
    return this.measures.catalogue();
  }

  /** A mapping made ready for devices of a family. Problem 400 with every mistake and its place under `at`. */
  ready(mapping: MappingDocument, family: string, place: Place, at = 'mapping'): CompiledMapping {
    const layout = this.catalogue.families.get(family);
    if (layout === undefined)
      throw refusal(
        [{ path: 'family', message: `one of ${[...this.catalogue.families.keys()].join(', ')}` }],
        place,
      );
    const compiled = compileMapping(mapping, layout);
    if (!('mistakes' in compiled)) return compiled;
    const placed = compiled.mistakes.map(({ path, message }) => ({ path: `${at}.${path}`, message }));
    throw refusal(placed, place);
  }
}
