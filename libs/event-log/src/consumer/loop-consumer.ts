import type { ConsumeOptions, LogConsumer } from '../event-log.port.js';
import { checkLimits, totalLag } from './consumption.js';
import { PartitionLoop } from './partition-loop.js';
import type { LoopHooks, LoopSource } from './loop-source.js';

/** A consumer of a log in this process: one loop per partition, all partitions ours at once. */
export class LoopConsumer implements LogConsumer {
  private readonly loops: readonly PartitionLoop[];
  private closing: Promise<void> | null = null;

  constructor(
    private readonly source: LoopSource,
    private readonly options: ConsumeOptions,
    partitions: number,
    hooks: LoopHooks,
    private readonly onClosed: (self: LoopConsumer) => void = () => undefined,
  ) {
    checkLimits(options);
    // "The current end" is that of this moment: what is appended from now on is read, whenever a loop gets to begin.
    const ends = Array.from({ length: partitions }, (_, p) => source.end(options.topic, p));
    const fromNow: LoopSource = {
      next: source.next.bind(source),
      end: (topic, p) => ends[p] ?? source.end(topic, p),
    };
    this.loops = ends.map((_, p) => new PartitionLoop(fromNow, options, p, hooks));
    for (const loop of this.loops) loop.start();
  }

  close(): Promise<void> {
    this.closing ??= Promise.all(this.loops.map((loop) => loop.stop())).then(() => this.onClosed(this));
    return this.closing;
  }

  async lag(): Promise<number> {
    return totalLag(await this.lagByPartition());
  }

  async lagByPartition(): Promise<ReadonlyMap<number, number>> {
    const lags = new Map<number, number>();
    for (const [partition, { position }] of this.loops.entries()) {
      if (position === null) continue;
      const end = await this.source.end(this.options.topic, partition);
      lags.set(partition, Math.max(0, end - position));
    }
    return lags;
  }
}
