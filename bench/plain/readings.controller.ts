import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, type MqttContext, Payload } from '@nestjs/microservices';
import { ReadingDto } from './reading.dto.js';
import { ReadingsService } from './readings.service.js';

@Controller()
export class ReadingsController {
  constructor(private readonly readings: ReadingsService) {}

  @EventPattern('telemetry/+')
  take(@Payload() reading: ReadingDto, @Ctx() context: unknown): void {
    this.readings.add((context as MqttContext).getTopic().slice('telemetry/'.length), reading);
  }
}
