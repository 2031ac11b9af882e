import { Injectable } from '@nestjs/common';
import { InventoryCache } from '@app/registry';
import { Places } from '../inventory/places.js';
import type { SeriesLine } from './series-line.js';
import type { SeriesQuery } from './series.schemas.js';

/** What a line is about, in words; null where it is about none. */
export interface LineNames {
  readonly measure: string;
  readonly area: string | null;
  readonly station: string | null;
}

/** Says in words what the codes of a series mean, for files that people read. */
@Injectable()
export class SeriesNames {
  constructor(
    private readonly cache: InventoryCache,
    private readonly places: Places,
  ) {}

  /** Names of each line in a language. Problem 404 where there is no such reporting set. */
  of(
    lines: readonly SeriesLine[],
    lang: 'vi' | 'en',
    set: SeriesQuery['reportingSet'],
  ): readonly LineNames[] {
    const { stations } = this.cache.current();
    const areas = new Map(
      this.places
        .areas(this.places.set(set))
        .map((one) => [one.code, lang === 'vi' ? one.nameVi : one.nameEn]),
    );
    return lines.map(({ measure, object }) => ({
      measure: lang === 'vi' ? measure.nameVi : measure.nameEn,
      area: object.area === null ? null : (areas.get(object.area) ?? null),
      station: object.station === null ? null : (stations.get(object.station)?.name ?? null),
    }));
  }
}
