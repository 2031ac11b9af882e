import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Claim, PendingCycle } from '../model.js';
import { Registry } from '../registry.js';
import { markWork, WORK_COLUMNS } from '../work/work.sql.js';
import type { WorkKey } from '../work/work.repository.js';
import { BEGIN_CYCLE, COMMIT_CYCLE } from './commit-cycle.sql.js';
import { asPendingCycle, type PendingRow, rejectedJson } from './pending-row.js';

/** The range that a cycle worked through, under which ownership. */
export interface CycleEnd {
  readonly epoch: number;
  readonly from: number;
  readonly next: number;
}

/** A stretch of a partition that has to be applied once more, up to where its owner has come. */
export interface Redo {
  readonly from: number;
  /** Which debt this is: one that was added later has another number. */
  readonly seq: number;
}

/**
 * Ownership and position of partitions, and the commit cycle's steps (a) and (e) [DESIGN 3]. Every write is
 * `WHERE epoch = mine AND position = from`: false means that somebody else owns the partition now (or that the range
 * was committed already), nothing was written, and the caller drops its state and claims again.
 */
@Injectable()
export class PartitionRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  /** Takes the partition over from whoever had it. One that nobody ever claimed starts at 0. */
  async claim(group: string, topic: string, partition: number): Promise<Claim> {
    return this.registry.transaction(async (sql) => {
      const [own] = await sql<{ epoch: number; position: number }>(
        `INSERT INTO partition_position AS p (grp, topic, partition, epoch, position) VALUES ($1, $2, $3, 1, 0)
         ON CONFLICT (grp, topic, partition) DO UPDATE SET epoch = p.epoch + 1 RETURNING epoch, position`,
        [group, topic, partition],
      );
      // A statement of its own: it must see what the previous owner committed while we waited for the row above.
      const [pending] = await sql<PendingRow>(
        `SELECT from_offset AS "from", next_offset AS next, epoch, counts, rejected, unlisted
         FROM pending_cycle WHERE grp = $1 AND topic = $2 AND partition = $3`,
        [group, topic, partition],
      );
      const { epoch, position } = own ?? { epoch: 1, position: 0 };
      return { epoch, position, pending: pending === undefined ? null : asPendingCycle(pending) };
    });
  }

  /** Step (a). Beginning the range that is pending already keeps the counts decided first. */
  async begin(group: string, topic: string, partition: number, pending: PendingCycle): Promise<boolean> {
    const { epoch, from, next, counts, rejected, unlisted, isAmended } = pending;
    const rows = await this.registry.query(BEGIN_CYCLE, [
      group,
      topic,
      partition,
      epoch,
      from,
      next,
      JSON.stringify(counts),
      rejectedJson(rejected),
      unlisted,
      isAmended === true,
    ]);
    return rows.length > 0;
  }

  /** Step (e). Also false when this range was never begun: its counts would be lost. */
  async commit(group: string, topic: string, partition: number, cycle: CycleEnd): Promise<boolean> {
    const [own] = await this.registry.query<{ n: number }>(COMMIT_CYCLE, [
      group,
      topic,
      partition,
      cycle.epoch,
      cycle.from,
      cycle.next,
      this.clock.now(),
    ]);
    return own?.n === 1;
  }

  /** Epoch of the present owner, and what it owes; null: nobody ever claimed the partition. */
  async standing(
    group: string,
    topic: string,
    partition: number,
  ): Promise<{ readonly epoch: number; readonly redo: Redo | null } | null> {
    const [row] = await this.registry.query<{ epoch: number; from: number | null; seq: number }>(
      `SELECT epoch, redo_from AS "from", redo_seq AS seq FROM partition_position
       WHERE grp = $1 AND topic = $2 AND partition = $3`,
      [group, topic, partition],
    );
    if (row === undefined) return null;
    const { epoch, from, seq } = row;
    return { epoch, redo: from === null ? null : { from, seq } };
  }

  /**
   * Whoever worked under `epoch` may have written rows of the records from `from` on after it had lost the partition,
   * over newer ones: its owner is to apply everything from there on once more. Does nothing while `epoch` is the
   * owner's own: the range is then pending, and repeated anyway.
   */
  async oweRedo(
    group: string,
    topic: string,
    partition: number,
    { epoch, from }: Pick<CycleEnd, 'epoch' | 'from'>,
  ): Promise<void> {
    await this.registry.query(
      `UPDATE partition_position SET redo_from = least(redo_from, $5::bigint), redo_seq = redo_seq + 1
       WHERE grp = $1 AND topic = $2 AND partition = $3 AND epoch <> $4`,
      [group, topic, partition, epoch, from],
    );
  }

  /** The debt is paid. False: the partition was lost meanwhile, or more is owed. */
  async redone(
    group: string,
    topic: string,
    partition: number,
    { epoch, seq }: { readonly epoch: number; readonly seq: number },
  ): Promise<boolean> {
    const rows = await this.registry.query(
      `UPDATE partition_position SET redo_from = NULL
       WHERE grp = $1 AND topic = $2 AND partition = $3 AND epoch = $4 AND redo_seq = $5 RETURNING 1`,
      [group, topic, partition, epoch, seq],
    );
    return rows.length > 0;
  }

  /** Moves the position of a consumer without a ledger; `work` is marked in the same transaction. */
  async advance(
    group: string,
    topic: string,
    partition: number,
    cycle: CycleEnd,
    work: readonly WorkKey[] = [],
  ): Promise<boolean> {
    const [own] = await this.registry.query<{ n: number }>(
      `WITH own AS (
         UPDATE partition_position SET position = $6
         WHERE grp = $1 AND topic = $2 AND partition = $3 AND epoch = $4 AND position = $5 RETURNING 1
       ), marked AS (${markWork(`own, jsonb_to_recordset($7::jsonb) AS ${WORK_COLUMNS}`)})
       SELECT count(*) AS n FROM own`,
      [group, topic, partition, cycle.epoch, cycle.from, cycle.next, JSON.stringify(work)],
    );
    return own?.n === 1;
  }

  /** Positions of a group's topic by partition; a partition never claimed is absent. */
  async positions(group: string, topic: string): Promise<ReadonlyMap<number, number>> {
    const rows = await this.registry.query<{ partition: number; position: number }>(
      'SELECT partition, position FROM partition_position WHERE grp = $1 AND topic = $2',
      [group, topic],
    );
    return new Map(rows.map((row) => [row.partition, row.position]));
  }

  /** Epoch of each partition's owner; a partition never claimed is absent. */
  async epochs(group: string, topic: string): Promise<ReadonlyMap<number, number>> {
    const rows = await this.registry.query<{ partition: number; epoch: number }>(
      'SELECT partition, epoch FROM partition_position WHERE grp = $1 AND topic = $2',
      [group, topic],
    );
    return new Map(rows.map((row) => [row.partition, row.epoch]));
  }

  /** Slowest position of each partition of a topic over all groups; the log keeps everything from there. */
  async slowest(topic: string): Promise<ReadonlyMap<number, number>> {
    const rows = await this.registry.query<{ partition: number; position: number }>(
      'SELECT partition, min(position) AS position FROM partition_position WHERE topic = $1 GROUP BY partition',
      [topic],
    );
    return new Map(rows.map((row) => [row.partition, row.position]));
  }
}
