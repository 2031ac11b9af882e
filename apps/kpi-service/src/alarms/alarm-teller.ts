import { Injectable } from '@nestjs/common';
import { type Logger, Logs } from '@app/observability';
import { AlarmEpisodeRepository, alarmItemOf } from '@app/registry';
import { FeedWriter } from '../feed/feed-writer.js';

const LOOK_EVERY_MS = 500;
const AT_ONCE = 500;

/**
 * Tells ❹ of every change of an alarm, the rules' and people's alike: what the registry has and the feed doesn't. A crash
 * before that is noted, or two instances at once, tell it twice; the item's revision says that it is the same.
 */
@Injectable()
export class AlarmTeller {
  private readonly log: Logger;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly episodes: AlarmEpisodeRepository,
    private readonly feed: FeedWriter,
    logs: Logs,
  ) {
    this.log = logs.for('alarm-teller');
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** Tells what is untold. */
  async tell(): Promise<void> {
    for (;;) {
      const alarms = await this.episodes.untold(AT_ONCE);
      if (alarms.length === 0) return;
      await this.feed.alarms(alarms.map(alarmItemOf));
      await this.episodes.told(alarms);
    }
  }

  private wake(): void {
    if (this.running !== null) return;
    this.running = this.tell()
      .catch((error: unknown) => this.log.warn({ err: error }, 'telling of alarms; trying again'))
      .finally(() => {
        this.running = null;
      });
  }
}
