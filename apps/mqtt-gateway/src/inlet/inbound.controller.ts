import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { TOPICS } from '@app/contracts';
import { EventLog } from '@app/event-log';
import type { BatchOutcome, InboundBatch } from './inbound-batch.js';
import { MQTT_INLET, TELEMETRY_INBOUND } from './telemetry-inbound.js';

/** Makes inbound messages durable in ❶, untouched: what they mean is judged by who reads ❶. */
@Controller()
export class InboundController {
  constructor(private readonly log: EventLog) {}

  @MessagePattern(TELEMETRY_INBOUND, MQTT_INLET)
  async append(@Payload() batch: InboundBatch): Promise<BatchOutcome> {
    try {
      await this.log.append(TOPICS.raw, batch.records);
      return { kind: 'committed', to: batch.records.length };
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }
}
