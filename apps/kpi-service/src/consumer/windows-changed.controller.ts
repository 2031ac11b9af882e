import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome } from '@app/event-log';
import { DOMAINS, periodStart } from '@app/kpi';
import { type Logger, Logs } from '@app/observability';
import type { WorkKey } from '@app/registry';
import { z } from 'zod';
import { TouchedWindows } from '../evaluation/touched-windows.js';
import { DeviceFreshness } from '../freshness/device-freshness.js';
import { WorkMarks } from '../work/work-marks.js';
import { WINDOWS_TRANSPORT } from './windows-consumer.js';
import { WindowsPositions } from './windows-positions.js';

const windowsChangedSchema = z.object({
  v: z.literal(1),
  device: z.string(),
  family: z.string(),
  windows: z.array(z.number()),
});
type Changed = z.infer<typeof windowsChangedSchema>;

const decoder = new TextDecoder();

/** Turns touched windows into dirty hours; the rest follows from their evaluation. */
@Controller()
export class WindowsChangedController {
  private readonly log: Logger;

  constructor(
    private readonly positions: WindowsPositions,
    private readonly marks: WorkMarks,
    private readonly freshness: DeviceFreshness,
    private readonly touched: TouchedWindows,
    private readonly clock: Clock,
    logs: Logs,
  ) {
    this.log = logs.for('windows-consumer');
  }

  @EventPattern(TOPICS.windows, WINDOWS_TRANSPORT)
  async onWindows(@Payload() batch: LogBatch): Promise<Outcome> {
    const hours = new Set<string>();
    const families = new Set<string>();
    const touched: Changed[] = [];
    for (const record of batch.records) {
      const changed = this.parse(record.value);
      if (changed === null) continue;
      touched.push(changed);
      for (const window of changed.windows) {
        const hour = periodStart('hour', window);
        hours.add(`data|${hour}`);
        families.add(`${changed.family}|${hour}`);
        if (DOMAINS.has(changed.family)) hours.add(`${changed.family}|${hour}`);
      }
    }
    // Before the marks are there: whoever evaluates them must not find an older reading.
    for (const text of families) {
      const [family = '', hour] = text.split('|');
      this.touched.touch(family, Number(hour));
    }
    const keys = this.keys(hours);
    const outcome = await this.positions.advance(batch, keys);
    if (outcome.kind !== 'committed') return outcome;
    this.marks.announce(keys);
    for (const { device, family, windows } of touched) this.freshness.touched(device, family, windows);
    return outcome;
  }

  private keys(hours: ReadonlySet<string>): WorkKey[] {
    const now = this.clock.now();
    return [...hours].map((text) => {
      const [domain = '', from] = text.split('|');
      return this.marks.key(domain, 'hour', Number(from), now);
    });
  }

  /** Null for a record that isn't ours to understand: the topic is written by this system only, so it is logged. */
  private parse(value: Uint8Array): Changed | null {
    try {
      return windowsChangedSchema.parse(JSON.parse(decoder.decode(value)));
    } catch (error) {
      this.log.error({ err: error }, 'leaving out a record of windows.changed');
      return null;
    }
  }
}
