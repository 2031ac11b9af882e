import { EventLogError } from '../event-log.port.js';
import type { LogRecord } from '../event-log.port.js';
import type { Slot } from './layout.js';

/** Records gathered for one transaction, in order per partition. */
export interface CommitGroup {
  readonly bySlot: ReadonlyMap<Slot, readonly LogRecord[]>;
  readonly bytes: number;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class OpenGroup implements CommitGroup {
  readonly bySlot = new Map<Slot, LogRecord[]>();
  readonly waiters: Waiter[] = [];
  bytes = 0;
}

/** Group commit: what arrives while one group is being written and synced makes up the next. */
export class CommitQueue {
  private readonly groups: OpenGroup[] = [];
  private pumping: Promise<void> | null = null;
  private closed = false;
  private queuedBytes = 0;

  constructor(
    private readonly groupBytes: number,
    private readonly write: (group: CommitGroup) => Promise<void>,
  ) {}

  /** Bytes that wait for their commit. */
  get waitingBytes(): number {
    return this.queuedBytes;
  }

  /** Queues an append; resolves when its group is durable. */
  add(bytes: number, fill: (listOf: (slot: Slot) => LogRecord[]) => void): Promise<void> {
    if (this.closed) return Promise.reject(closedError());
    const last = this.groups.at(-1);
    const group = last && last.bytes + bytes <= this.groupBytes ? last : this.begin();
    fill((slot) => {
      let list = group.bySlot.get(slot);
      if (!list) group.bySlot.set(slot, (list = []));
      return list;
    });
    group.bytes += bytes;
    this.queuedBytes += bytes;
    this.pumping ??= this.pump();
    return new Promise((resolve, reject) => group.waiters.push({ resolve, reject }));
  }

  /** Refuses what comes from now on and what waits; resolves when nothing is being written any more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pumping;
  }

  private begin(): OpenGroup {
    const group = new OpenGroup();
    this.groups.push(group);
    return group;
  }

  private async pump(): Promise<void> {
    // One turn of the loop, so that what other connections received in this turn joins the group.
    await new Promise((resolve) => setImmediate(resolve));
    for (let group = this.groups.shift(); group; group = this.groups.shift()) {
      await this.settle(group);
      this.queuedBytes -= group.bytes;
    }
    this.pumping = null;
  }

  private async settle(group: OpenGroup): Promise<void> {
    try {
      if (this.closed) throw closedError();
      await this.write(group);
      for (const waiter of group.waiters) waiter.resolve();
    } catch (error) {
      for (const waiter of group.waiters) waiter.reject(error);
    }
  }
}

/** What an append to a closed log, or one caught by its closing, is refused with. */
export function closedError(): EventLogError {
  return new EventLogError('EVENTLOG_CLOSED', 'the event log is closed', false);
}
