import { setTimeout as wait } from 'node:timers/promises';
import { HOUR_MS, QUARTER_MS } from '../model/local-time.js';
import type { HourPlanner } from '../plan/hour-planner.js';
import type { Message } from '../plan/message.js';
import type { SimulationClock } from './clock.js';
import type { Fleet } from './fleet.js';

/** How long before an hour begins it is planned. */
const AHEAD_MS = 30_000;
const LONGEST_SLEEP_MS = 500;

/** Publishes each message when it is due, from the clock's begin on. */
export class Live {
  private queue: Message[] = [];
  private next = 0;
  private plannedTo = 0;
  private publishedTo: number;
  private planning: Promise<void> | null = null;

  constructor(
    private readonly planner: HourPlanner,
    private readonly fleet: Fleet,
    private readonly clock: SimulationClock,
    private readonly from: number,
  ) {
    this.publishedTo = from;
    this.plannedTo = Math.floor((from - QUARTER_MS) / HOUR_MS) * HOUR_MS;
  }

  /** Time up to which every message has been handed to its device's connection. */
  get until(): number {
    return this.publishedTo;
  }

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Planning an hour takes a moment: it runs beside the publishing, unless that has caught up with it.
      const planning = this.planAhead();
      if (this.plannedTo <= this.clock.now()) await planning;
      const now = Math.min(this.clock.now(), this.plannedTo);
      this.publishDue(now);
      const dueAt = this.queue[this.next]?.at ?? Infinity;
      const sleep = Math.min(
        this.clock.realMsUntil(dueAt),
        LONGEST_SLEEP_MS / Math.min(this.clock.speed, 100),
      );
      await wait(Math.max(1, sleep), undefined, { signal }).catch(() => undefined);
    }
  }

  private planAhead(): Promise<void> {
    this.planning ??= this.planHours().finally(() => (this.planning = null));
    return this.planning;
  }

  private async planHours(): Promise<void> {
    while (this.plannedTo < this.clock.now() + AHEAD_MS) {
      const planned = (await this.planner.plan(this.plannedTo)).filter(({ at }) => at > this.from);
      this.queue = [...this.queue.slice(this.next), ...planned].toSorted((a, b) => a.at - b.at);
      this.next = 0;
      this.plannedTo += HOUR_MS;
    }
  }

  private publishDue(now: number): void {
    for (let message = this.queue[this.next]; message !== undefined; message = this.queue[this.next]) {
      if (message.at > now) break;
      this.fleet.publish(message);
      this.next++;
    }
    this.publishedTo = now;
  }
}
