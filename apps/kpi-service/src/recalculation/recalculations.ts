import { Injectable } from '@nestjs/common';
import { Clock } from '@app/config';
import { periodStart, type RecalculationUnit, recalculationUnits } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import { type Recalculation, RecalculationRepository, type WorkKey } from '@app/registry';
import { Lru } from '../evaluation/lru.js';
import { WorkMarks } from '../work/work-marks.js';
import { DryRuns } from './dry-runs.js';

const LOOK_EVERY_MS = 500;
/** Pieces that are given to the work table at once, and how few must be left there before it gets more. */
const CHUNK = 1000;
const FEW_LEFT = 500;

/**
 * Carries recalculations on: gives the work table piece after piece, so that it never holds more than some hundreds and a
 * stop takes effect at once; a level when the one that it rests on is done.
 */
@Injectable()
export class Recalculations {
  private readonly log: Logger;
  private readonly units = new Lru<readonly RecalculationUnit[]>(3);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isStopping = false;

  constructor(
    private readonly repository: RecalculationRepository,
    private readonly dryRuns: DryRuns,
    private readonly marks: WorkMarks,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('recalculations');
  }

  start(): void {
    this.isStopping = false;
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** One look at what runs. */
  async step(): Promise<void> {
    for (const one of await this.repository.running()) {
      if (one.dryRun) await this.dryRun(one);
      else await this.feed(one);
    }
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.step()
      .catch((error: unknown) => this.log.warn({ err: error }, 'carrying recalculations on; trying again'))
      .finally(() => {
        this.running = null;
      });
  }

  private async dryRun(one: Recalculation): Promise<void> {
    try {
      await this.dryRuns.run(one, () => this.isStopping);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.log.warn({ err: error, id: one.id }, 'a dry run failed');
      await this.repository.turn(one.id, ['running'], 'failed', detail);
    }
  }

  private async feed(one: Recalculation): Promise<void> {
    const left = one.handed - one.done;
    if (left >= FEW_LEFT) return;
    const units = this.unitsOf(one);
    const next = units[one.handed];
    if (next === undefined) {
      if (left === 0) await this.repository.turn(one.id, ['running'], 'done');
      return;
    }
    const stage = stageOf(next);
    const before = units[one.handed - 1];
    if (left > 0 && before !== undefined && stageOf(before) !== stage) return;
    const chunk = units.slice(one.handed, one.handed + CHUNK).filter((unit) => stageOf(unit) === stage);
    const work = inTurn(chunk, this.clock.now()).map((unit): WorkKey => ({
      ...unit,
      cause: 'recalculation',
      recalculation: one.id,
    }));
    if (await this.repository.hand(one.id, one.handed, work)) this.marks.announce(work);
  }

  private unitsOf(one: Recalculation): readonly RecalculationUnit[] {
    const key = String(one.id);
    const known = this.units.get(key) ?? recalculationUnits(one.scope.domains, one.from, one.to);
    this.units.set(key, known);
    return known;
  }
}

/** Pieces of one stage don't wait for each other: hours and their day are evaluated together. */
function stageOf({ level }: RecalculationUnit): string {
  return level === 'hour' ? 'day' : level;
}

/** All due by `now`, each day of a domain before the next: so that they are leased in this order. */
function inTurn(units: readonly RecalculationUnit[], now: number): (RecalculationUnit & { dueAt: number })[] {
  const days = units.map(({ domain, from }) => `${domain}|${periodStart('day', from)}`);
  const turns = new Map([...new Set(days)].map((day, i) => [day, i]));
  return units.map((unit, i) => ({ ...unit, dueAt: now - turns.size + (turns.get(days[i] ?? '') ?? 0) }));
}
