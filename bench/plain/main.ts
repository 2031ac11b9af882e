// The pipeline that the NestJS documentation leads to, for comparison: a broker, a Transport.MQTT microservice, a DTO
// checked by class-validator, and writes of up to 1,000 rows into the platform's own time series store.
// node --import ./libs/testing/src/typescript-hooks.mjs bench/plain/main.ts BROKER_URL DATA_FOLDER
import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { TimeSeries } from '@app/time-series';
import { DuckdbTimeSeries } from '../../libs/time-series/src/embedded/duckdb-time-series.js';
import { ReadingsController } from './readings.controller.js';
import { ReadingsService, TRAFFIC } from './readings.service.js';

const [url = 'mqtt://127.0.0.1:1883', dir = './data'] = process.argv.slice(2);
const series = new DuckdbTimeSeries({ dir });
await series.open([TRAFFIC]);

@Module({
  controllers: [ReadingsController],
  providers: [ReadingsService, { provide: TimeSeries, useValue: series }],
})
class PlainModule {}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(PlainModule, {
  transport: Transport.MQTT,
  options: { url, clean: true, subscribeOptions: { qos: 1 } },
  logger: ['error'],
});
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
await app.listen();
process.send?.({ ready: true });
process.on('disconnect', () => process.exit(0));
