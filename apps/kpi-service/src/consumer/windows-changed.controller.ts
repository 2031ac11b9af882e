import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Clock } from '@app/config';
import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome } from '@app/event-log';
import { DOMAINS, periodStart } from '@app/kpi';
import { type Logger, Logs, type ServiceTracer, TRACE_HEADER, tracesOf, Tracing } from '@app/observability';
import type { WorkKey } from '@app/registry';
import { z } from 'zod';
import { AlarmRules } from '../alarms/rules/alarm-rules.js';
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
  private readonly tracer: ServiceTracer;

  constructor(
    private readonly positions: WindowsPositions,
    private readonly marks: WorkMarks,
    private readonly freshness: DeviceFreshness,
    private readonly touched: TouchedWindows,
    private readonly alarms: AlarmRules,
    private readonly clock: Clock,
    logs: Logs,
    tracing: Tracing,
  ) {
    this.log = logs.for('windows-consumer');
    this.tracer = tracing.for('kpi-service');
  }

  @EventPattern(TOPICS.windows, WINDOWS_TRANSPORT)
  async onWindows(@Payload() batch: LogBatch): Promise<Outcome> {
    const spans = this.tracer.isOn ? this.tracer.batch('mark', tracesOf(batch.records)) : null;
    /** Hours to mark, each with the trace of a reading that touched it. */
    const hours = new Map<string, string | undefined>();
    const families = new Set<string>();
    const touched: Changed[] = [];
    for (const record of batch.records) {
      const changed = this.parse(record.value);
      if (changed === null) continue;
      touched.push(changed);
      const trace = spans?.follow(record.headers[TRACE_HEADER] ?? '');
      const add = (domain: string, hour: number): void => {
        const name = `${domain}|${hour}`;
        hours.set(name, hours.get(name) ?? trace);
      };
      for (const window of changed.windows) {
        const hour = periodStart('hour', window);
        add('data', hour);
        families.add(`${changed.family}|${hour}`);
        if (DOMAINS.has(changed.family)) add(changed.family, hour);
        for (const scope of this.alarms.touchedBy(changed.family)) add(scope, hour);
      }
    }
    // Before the marks are there: whoever evaluates them must not find an older reading.
    for (const text of families) {
      const [family = '', hour] = text.split('|');
      this.touched.touch(family, Number(hour));
    }
    const keys = this.keys(hours);
    const outcome = await this.positions.advance(batch, keys);
    spans?.end(outcome.kind === 'committed' ? undefined : outcome.kind);
    if (outcome.kind !== 'committed') return outcome;
    this.marks.announce(keys);
    for (const { device, family, windows } of touched) this.freshness.touched(device, family, windows);
    return outcome;
  }

  private keys(hours: ReadonlyMap<string, string | undefined>): WorkKey[] {
    const now = this.clock.now();
    return [...hours].map(([text, trace]) => {
      const [domain = '', from] = text.split('|');
      const key = this.marks.key(domain, 'hour', Number(from), now);
      return trace === undefined ? key : { ...key, trace };
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
