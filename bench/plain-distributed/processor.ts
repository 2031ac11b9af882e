// Second half of the documentation's pipeline: a Transport.KAFKA handler that gives each reading to the InfluxDB
// client's WriteApi at its defaults.
// node --import ./libs/testing/src/typescript-hooks.mjs bench/plain-distributed/processor.ts KAFKA TOPIC INFLUX DATABASE USER:PASSWORD
import 'reflect-metadata';
import { InfluxDB, Point } from '@influxdata/influxdb-client';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type MicroserviceOptions, Payload, Transport } from '@nestjs/microservices';
import type { ReadingDto } from '../plain/reading.dto.js';

const [
  kafka = '127.0.0.1:9092',
  topic = 'plain',
  url = 'http://127.0.0.1:8086',
  database = 'plain',
  login = '',
] = process.argv.slice(2);
const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
const api = new InfluxDB({ url, headers: { authorization } }).getWriteApi('', '', 'ms');
api.path = `/write?db=${database}&precision=ms`;

@Controller()
class PointsController {
  @EventPattern(topic)
  take(@Payload() message: unknown): void {
    const { device, reading } = message as { device: string; reading: ReadingDto };
    const point = new Point('traffic')
      .tag('device', device)
      .tag('lane', String(reading.lane))
      .timestamp(Date.parse(reading.ts) - reading.period * 1_000)
      .floatField('speed', reading.speed)
      .floatField('occupancy', reading.occupancy);
    for (const [name, count] of Object.entries(reading.n)) point.floatField(`n_${name}`, count);
    api.writePoint(point);
  }
}

@Module({ controllers: [PointsController] })
class ProcessorModule {}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(ProcessorModule, {
  transport: Transport.KAFKA,
  options: {
    client: { clientId: 'plain-processor', brokers: [kafka] },
    consumer: { groupId: topic },
    subscribe: { fromBeginning: true },
  },
  logger: ['error'],
});
await app.listen();
process.send?.({ ready: true });
process.on('disconnect', () => process.exit(0));
