import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import { type ServiceTracer, tracesOf, Tracing } from '@app/observability';
import type { BatchOutcome, InboundBatch } from './inbound-batch.js';
import { MQTT_INLET, TELEMETRY_INBOUND } from './telemetry-inbound.js';

/** Makes inbound messages durable in ❶, untouched: what they mean is judged by who reads ❶. */
@Controller()
export class InboundController {
  private readonly tracer: ServiceTracer;

  constructor(
    private readonly log: EventLog,
    tracing: Tracing,
  ) {
    this.tracer = tracing.for('mqtt-gateway');
  }

  @MessagePattern(TELEMETRY_INBOUND, MQTT_INLET)
  async append(@Payload() batch: InboundBatch): Promise<BatchOutcome> {
    const size = batch.records.length;
    const spans = this.tracer.isOn
      ? this.tracer.batch('append', tracesOf(batch.records), { 'nhippho.records': size })
      : null;
    try {
      await this.log.append(TOPICS.raw, batch.records);
      spans?.end();
      return { kind: 'committed', to: size };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      spans?.end(reason);
      return { kind: 'retry', reason };
    }
  }
}
