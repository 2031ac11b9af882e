import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import type { Claim, PendingCycle } from '../model.js';
import { Registry } from '../registry.js';
import type { WorkKey } from '../work/work.repository.js';

export interface CycleEnd {
  readonly epoch: number;
  readonly from: number;
  readonly next: number;
}

/** Ownership and position of partitions, and the commit cycle's steps (a) and (e). */
@Injectable()
export class PartitionRepository {
  constructor(
    private readonly registry: Registry,
    private readonly clock: Clock,
  ) {}

  claim(group: string, topic: string, partition: number): Promise<Claim> {
    throw new Error(`${group} ${topic} ${partition} ${this.clock.now()} ${this.registry.health().detail}`);
  }

  begin(group: string, topic: string, partition: number, pending: PendingCycle): Promise<boolean> {
    throw new Error(`${group} ${topic} ${partition} ${pending.from}`);
  }

  commit(group: string, topic: string, partition: number, cycle: CycleEnd): Promise<boolean> {
    throw new Error(`${group} ${topic} ${partition} ${cycle.from}`);
  }

  advance(
    group: string,
    topic: string,
    partition: number,
    cycle: CycleEnd,
    work?: readonly WorkKey[],
  ): Promise<boolean> {
    throw new Error(`${group} ${topic} ${partition} ${cycle.from} ${work?.length}`);
  }

  /** Positions of a group's topic by partition; a partition never claimed is absent. */
  positions(group: string, topic: string): Promise<ReadonlyMap<number, number>> {
    throw new Error(`${group} ${topic}`);
  }
}
