import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/config';
import type { KpiItem, Period } from '@app/contracts';
import {
  cellFromRow,
  cellKey,
  finalityOf,
  KPI_VALUE,
  type KpiCell,
  kpiItemFromCell,
  needsRevision,
  periodEnd,
  rowsFromCells,
  sameContent,
  withdrawnCell,
} from '@app/kpi';
import type { WorkCause, WorkKey } from '@app/registry';
import { type SeriesRows, TimeSeries } from '@app/time-series';
import { KpiFactsService } from '../catalogue/kpi-facts.service.js';
import { FeedWriter } from '../feed/feed-writer.js';
import { StationIndex } from '../inventory/station-index.js';
import { Lru } from './lru.js';
import { isRevision, successor } from './revise.js';
import { type Revised, RevisionStore } from './revision-store.js';
import type { Unit } from './unit.js';

/** What is known of the cells that one piece of work covers. */
interface Known {
  /** As stored. */
  readonly stored: Map<string, KpiCell>;
  /** As this process has told the feed. */
  readonly told: Map<string, KpiCell>;
  /** Revision of the registry as of which nothing stored is without an evaluation. */
  checkedAt: number | null;
}

/** What one piece of work came to, not stored yet. */
export interface Evaluation {
  readonly unit: Unit;
  readonly cells: readonly KpiCell[];
  /** Names (`spanKey`) of the periods whose values `cells` holds in full. */
  readonly spans: ReadonlySet<string>;
  /** Station vectors that moved. */
  readonly rows: SeriesRows | null;
  /** What is to be marked before anything is stored. */
  readonly follow: readonly WorkKey[];
  /** Trace of a reading that made the cell dirty; goes on in ❹. */
  readonly trace?: string;
  /** The unit's stored values where they have been read already. */
  readonly stored?: Map<string, KpiCell>;
  /** What made the cells dirty, where that is no reading: the reason of their revisions. */
  readonly cause?: WorkCause;
  /** To be called when all is stored and told. */
  settle(): void;
}

export function spanKey(period: Period, from: number): string {
  return `${period}|${from}`;
}

/** What `CellStore.write` has done: values and vectors are durable; the feed is. */
export type StoreStep = 'values' | 'told';

interface Changes {
  readonly known: Known;
  readonly next: ReadonlyMap<string, KpiCell>;
  readonly keys: readonly string[];
  readonly revisions: number;
  readonly trace: string | undefined;
}

/** A value that would change; items as the outside sees them. */
export interface CellDifference {
  readonly key: string;
  /** Null: none is stored. */
  readonly before: KpiItem | null;
  readonly after: KpiItem;
}

export interface Written {
  readonly changed: number;
  readonly revisions: number;
}

/** Pieces of work whose cells are kept in memory. */
const MAX_UNITS = 150;

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
    private readonly revisions: RevisionStore,
    private readonly feed: FeedWriter,
    private readonly index: StationIndex,
    private readonly facts: KpiFactsService,
    config: AppConfig,
  ) {
    this.isExclusive = config.profile === 'embedded';
    this.names = {
      unitOf: (kpi: string) => facts.catalogue.unitOf(kpi),
      stationOf: (no: number) => index.stationOf(no),
    };
  }

  /**
   * Writes what differs, values and vectors of all evaluations in one call of the time series, and tells the feed
   * in one append. When this resolves everything is durable. `now` dates what is withdrawn; `onStep` is told on the way.
   */
  async write(
    evaluations: readonly Evaluation[],
    now: number,
    onStep: (step: StoreStep) => void = () => undefined,
  ): Promise<Written[]> {
    const parts = [];
    for (const evaluation of evaluations) parts.push(await this.changes(evaluation, now));
    const values = parts.flatMap(({ next }) => [...next.values()]);
    const rows = [
      ...evaluations.flatMap((one) => one.rows ?? []),
      ...(values.length === 0 ? [] : [rowsFromCells(values)]),
    ];
    if (rows.length > 0) await this.series.write(rows);
    for (const { known, next } of parts) for (const [key, cell] of next) known.stored.set(key, cell);
    onStep('values');
    await this.tell(parts);
    onStep('told');
    return parts.map(({ next, revisions }) => ({ changed: next.size, revisions }));
  }

  /** Stored values that an evaluation would make others, and those that it would add; stores nothing. */
  async differences(evaluation: Evaluation, now: number): Promise<CellDifference[]> {
    const known = await this.known(evaluation);
    const gone = this.gone(evaluation, known, now);
    return [...evaluation.cells, ...gone].flatMap((cell) => {
      const key = cellKey(cell);
      const before = known.stored.get(key);
      if (before !== undefined && !needsRevision(before, cell)) return [];
      const after = { ...cell, revision: before?.revision ?? 0 };
      return [
        {
          key,
          before: before === undefined ? null : kpiItemFromCell(before, this.names),
          after: kpiItemFromCell(after, this.names),
        },
      ];
    });
  }

  private async changes(evaluation: Evaluation, now: number): Promise<Changes> {
    const known = await this.known(evaluation);
    const cells = [...evaluation.cells, ...this.withdrawn(evaluation, known, now)];
    const next = new Map<string, KpiCell>();
    const revised: Revised[] = [];
    const keys: string[] = [];
    for (const cell of cells) {
      const key = cellKey(cell);
      keys.push(key);
      const before = known.stored.get(key);
      if (isRevision(before, cell)) revised.push({ key, before, after: cell });
      else {
        const after = successor(before, cell);
        if (after !== null) next.set(key, after);
      }
    }
    const made = await this.revisions.revise(evaluation.unit, revised, evaluation.cause, this.names);
    for (const [key, cell] of made) next.set(key, cell);
    const { from, to } = evaluation.unit;
    if (this.index.hasSigned(from, to)) {
      const moved = new Set(revised.map(({ key }) => key));
      await this.revisions.settled(keys.filter((key) => !moved.has(key)));
    }
    // A recalculation has nothing to tell of what stays: nobody waits for it, and a crashed self's mark tells.
    const told = evaluation.cause === 'recalculation' ? [...next.keys()] : keys;
    return { known, next, keys: told, revisions: made.size, trace: evaluation.trace };
  }

  /**
   * Stored values of evaluated spans that this evaluation has none for: their last station left the area, or its
   * service was found to have ended earlier. Asked once for each state of the registry.
   */
  private withdrawn(evaluation: Evaluation, known: Known, now: number): KpiCell[] {
    const revision = this.index.registryRevision;
    if (this.isExclusive && known.checkedAt === revision) return [];
    known.checkedAt = revision;
    return this.gone(evaluation, known, now);
  }

  private gone({ cells, spans }: Evaluation, known: Known, now: number): KpiCell[] {
    const revision = this.index.registryRevision;
    const keys = new Set(cells.map(cellKey));
    const gone: KpiCell[] = [];
    for (const [key, cell] of known.stored) {
      if (keys.has(key) || !spans.has(spanKey(cell.period, cell.from))) continue;
      if (cell.expected === 0 && cell.reporting === 0) continue;
      gone.push(withdrawnCell(cell, finalityOf(periodEnd(cell.period, cell.from), now), revision, now));
    }
    return gone;
  }

  private async tell(parts: readonly Changes[]): Promise<void> {
    const news: { key: string; cell: KpiCell; known: Known; trace: string | undefined }[] = [];
    for (const { known, keys, trace } of parts) {
      for (const key of keys) {
        const cell = known.stored.get(key);
        const told = known.told.get(key);
        if (cell === undefined || told === cell || (told !== undefined && sameContent(told, cell))) continue;
        news.push({ key, cell, known, trace });
      }
    }
    await this.feed.kpis(news, this.names);
    for (const { key, cell, known } of news) known.told.set(key, cell);
  }

  private async known({ unit, stored: ahead }: Evaluation): Promise<Known> {
    const key = `${unit.domain}|${unit.level}|${unit.from}`;
    const cached = this.units.get(key);
    if (cached !== undefined && this.isExclusive) return cached;
    const stored = ahead ?? (await this.read(unit));
    const known: Known = { stored, told: cached?.told ?? new Map<string, KpiCell>(), checkedAt: null };
    this.units.set(key, known);
    return known;
  }

  private async read({ domain, level, from, to }: Unit): Promise<Map<string, KpiCell>> {
    const period = level === 'hour' ? ['5min', '15min', 'hour'] : [level];
    const kpi = this.facts.catalogue.everyMember(domain);
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
