import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { Period } from '@app/contracts';
import { cellFromRow, cellKey, KPI_VALUE, type KpiCell, MEMBERS, rowsFromCells, sameContent } from '@app/kpi';
import { RevisionRepository } from '@app/registry';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { FeedWriter } from '../feed/feed-writer.js';
import { StationIndex } from '../inventory/station-index.js';
import { Lru } from './lru.js';
import { isRevision, revise, successor } from './revise.js';

/** What is known of the cells that one piece of work covers. */
interface Known {
  /** As stored. */
  readonly stored: Map<string, KpiCell>;
  /** As this process has told the feed. */
  readonly told: Map<string, KpiCell>;
}

/** A piece of work: all cells of a domain that one evaluation covers; starts lie in [from, to). */
export interface Unit {
  readonly domain: string;
  /** `hour` covers 5min and 15min as well. */
  readonly level: Period;
  readonly from: number;
  readonly to: number;
}

export interface Written {
  readonly changed: number;
  readonly revisions: number;
}

/** Pieces of work whose cells are kept in memory. */
const MAX_UNITS = 150;
const REVISION_CHUNK = 1000;

/**
 * Stores KPI values: revision rows first, then the values, then the feed (also for values that are stored
 * already but that this process hasn't told: a crashed self may have written them).
 */
@Injectable()
export class CellStore {
  private readonly units = new Lru<Known>(MAX_UNITS);
  private readonly isExclusive: boolean;
  private readonly names;

  constructor(
    private readonly series: TimeSeries,
    private readonly revisions: RevisionRepository,
    private readonly feed: FeedWriter,
    index: StationIndex,
    facts: KpiFactsService,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
    this.names = {
      unitOf: (kpi: string) => facts.catalogue.unitOf(kpi),
      stationOf: (no: number) => index.stationOf(no),
    };
  }

  /**
   * Writes what differs. `rows` are written in the same call. When this resolves everything is durable.
   */
  async write(unit: Unit, cells: readonly KpiCell[], rows: readonly SeriesRows[]): Promise<Written> {
    const known = await this.known(unit);
    const next = new Map<string, KpiCell>();
    const revised: { key: string; before: KpiCell; after: KpiCell }[] = [];
    for (const cell of cells) {
      const key = cellKey(cell);
      const before = known.stored.get(key);
      if (isRevision(before, cell)) revised.push({ key, before, after: cell });
      else {
        const after = successor(before, cell);
        if (after !== null) next.set(key, after);
      }
    }
    await this.revise(revised, next);
    const values = next.size === 0 ? [] : [rowsFromCells([...next.values()])];
    if (values.length + rows.length > 0) await this.series.write([...rows, ...values]);
    for (const [key, cell] of next) known.stored.set(key, cell);
    await this.tell(cells, known);
    return { changed: next.size, revisions: revised.length };
  }

  private async revise(
    revised: readonly { key: string; before: KpiCell; after: KpiCell }[],
    next: Map<string, KpiCell>,
  ): Promise<void> {
    for (let i = 0; i < revised.length; i += REVISION_CHUNK) {
      const chunk = revised.slice(i, i + REVISION_CHUNK);
      const latest = await this.revisions.latest(chunk.map(({ key }) => key));
      const results = chunk.map(({ key, before, after }) => ({
        key,
        ...revise(before, after, latest.get(key), this.names),
      }));
      await this.revisions.append(results.flatMap(({ rows }) => rows));
      for (const { key, cell } of results) next.set(key, cell);
    }
  }

  private async tell(cells: readonly KpiCell[], known: Known): Promise<void> {
    const news: KpiCell[] = [];
    for (const cell of cells) {
      const key = cellKey(cell);
      const stored = known.stored.get(key);
      const told = known.told.get(key);
      if (stored === undefined || (told !== undefined && sameContent(told, stored))) continue;
      news.push(stored);
    }
    await this.feed.kpis(news, this.names);
    for (const cell of news) known.told.set(cellKey(cell), cell);
  }

  private async known(unit: Unit): Promise<Known> {
    const key = `${unit.domain}|${unit.level}|${unit.from}`;
    const cached = this.units.get(key);
    if (cached !== undefined && this.isExclusive) return cached;
    const stored = await this.read(unit);
    const known: Known = { stored, told: cached?.told ?? new Map<string, KpiCell>() };
    this.units.set(key, known);
    return known;
  }

  private async read({ domain, level, from, to }: Unit): Promise<Map<string, KpiCell>> {
    const period = level === 'hour' ? ['5min', '15min', 'hour'] : [level];
    const kpi = MEMBERS.filter((member) => member.domain === domain).map((member) => member.kpi);
    const query = { bucket: 'kpi', measurement: KPI_VALUE, from, to } as const;
    const rows = await this.series.read({ ...query, where: { kpi, period } });
    const stored = new Map<string, KpiCell>();
    for (let i = 0; i < rows.length; i++) {
      const cell = cellFromRow(rows, i);
      stored.set(cellKey(cell), cell);
    }
    return stored;
  }
}
