import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { Period } from '@app/contracts';
import { type Domain, finalityOf, periodEnd } from '@app/kpi';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { StationIndex } from '../inventory/station-index.js';
import { Lru } from './lru.js';
import { sameVector, type Vectors } from './vector-store.js';

interface Seen {
  readonly vectors: Vectors;
  /** What else the values rest on: finality, registry, definitions. */
  readonly basis: string;
}

const MAX_SPANS = 400;

/** Which 5- and 15-minute spans have been evaluated with the same inputs before: most of an hour's, mostly. */
@Injectable()
export class SpanMemory {
  private readonly seen = new Lru<Seen>(MAX_SPANS);
  private readonly isExclusive: boolean;

  constructor(
    private readonly facts: KpiFactsService,
    private readonly index: StationIndex,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
  }

  /** Questions of one evaluation; nothing is remembered before `commit`. */
  begin(
    domain: Domain,
    now: number,
  ): { isNews(period: Period, from: number, vectors: Vectors): boolean; commit(): void } {
    const news = new Map<string, Seen>();
    const version = `${this.index.registryRevision}|${this.facts.version}`;
    return {
      isNews: (period, from, vectors) => {
        const key = `${domain.id}|${period}|${from}`;
        const finality = finalityOf(periodEnd(period, from), now);
        const basis = `${finality}|${version}`;
        const before = this.isExclusive ? this.seen.get(key) : undefined;
        if (before !== undefined && before.basis === basis && sameVectors(before.vectors, vectors))
          return false;
        news.set(key, { vectors, basis });
        return true;
      },
      commit: () => {
        for (const [key, seen] of news) this.seen.set(key, seen);
      },
    };
  }
}

function sameVectors(a: Vectors, b: Vectors): boolean {
  if (a.size !== b.size) return false;
  for (const [station, vector] of b) if (!sameVector(a.get(station), vector)) return false;
  return true;
}
