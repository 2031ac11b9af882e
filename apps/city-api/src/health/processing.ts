import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { PartitionRepository } from '@app/registry';
import type { Check } from './check.js';

const EVERY_MS = 10_000;
const KEEP_MS = 300_000;
/** A processor that takes nothing for so long, with messages waiting, stands still. */
const STANDS_AFTER_MS = 60_000;
/** Fewer waiting messages than this are no backlog, however they grow. */
const BACKLOG = 10_000;

interface Sample {
  readonly at: number;
  /** Messages worked on since ever, over all partitions. */
  readonly done: number;
  /** Messages in ❶ that have not been worked on. */
  readonly waiting: number;
}

/**
 * Whether what comes into ❶ is worked off: from the log's ends and the processor's committed positions. Not well while
 * messages wait and no position has moved for a minute, or while the backlog has only grown for five.
 */
@Injectable()
export class Processing implements OnApplicationBootstrap, OnModuleDestroy {
  private samples: readonly Sample[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly positions: PartitionRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.check(), EVERY_MS);
  }

  onModuleDestroy(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Never throws: a store that doesn't answer is a failing check. */
  async check(): Promise<Check> {
    try {
      return this.judge(await this.sample());
    } catch (error) {
      return {
        ok: false,
        detail: error instanceof Error ? error.message : 'the positions could not be read',
      };
    }
  }

  private judge(now: Sample): Check {
    const kept = this.samples.filter((sample) => sample.at >= now.at - KEEP_MS);
    const last = kept.at(-1);
    if (last === undefined || now.at - last.at >= EVERY_MS / 2) this.samples = [...kept, now];
    const detail = `${now.waiting} messages wait to be processed`;
    // Positions only grow, so samples of the same position are neighbours.
    const since = kept.find((sample) => sample.done === now.done && sample.waiting > 0)?.at;
    if (now.waiting > 0 && since !== undefined && now.at - since >= STANDS_AFTER_MS) {
      return { ok: false, detail: `${detail}, and none was for ${Math.round((now.at - since) / 1000)} s` };
    }
    if (now.waiting > BACKLOG && grewThroughout([...kept, now])) {
      return { ok: false, detail: `${detail}, and they have become more for five minutes` };
    }
    return { ok: true, detail };
  }

  private async sample(): Promise<Sample> {
    const positions = await this.positions.slowest(TOPICS.raw);
    let [done, waiting] = [0, 0];
    for (let partition = 0; partition < this.log.partitions(TOPICS.raw); partition++) {
      const { first, next } = await this.log.range(TOPICS.raw, partition);
      const position = Math.max(positions.get(partition) ?? 0, first);
      done += position;
      waiting += Math.max(0, next - position);
    }
    return { at: this.clock.now(), done, waiting };
  }
}

function grewThroughout(samples: readonly Sample[]): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < KEEP_MS * 0.9) return false;
  return samples.every((sample, i) => i === 0 || sample.waiting > (samples[i - 1]?.waiting ?? 0));
}
