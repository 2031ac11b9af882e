import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { TOPICS } from '@app/contracts';
import type { LogBatch, Outcome } from '@app/event-log';
import { ProcessorService } from './processor.service.js';
import { RAW_TRANSPORT } from './transport/raw-transport.js';

/** Where Nest hands batches of ❶ to the processor. */
@Controller()
export class RawController {
  constructor(private readonly processor: ProcessorService) {}

  /** Answers `Committed` once every reading up to there is stored and counted; anything else advances nothing. */
  @EventPattern(TOPICS.raw, RAW_TRANSPORT)
  handle(@Payload() batch: LogBatch): Promise<Outcome> {
    return this.processor.handle(batch);
  }
}
